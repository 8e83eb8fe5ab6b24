#include "rules/builtin.h"

#include "rules/catalogue_blob.h"
#include "rules/rule_set.h"

namespace tamis::rules {

base::Result<Catalogue> load_builtin(bool with_examples) {
  return unpack_catalogue(with_examples ? builtin_rules_examples_blob() : builtin_rules_blob());
}

}  // namespace tamis::rules
