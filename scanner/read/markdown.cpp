// The reader of Markdown and its kin: prose with settings between, and blocks in languages of their own.
#include "read/fences.h"
#include "read/nested.h"
#include "read/reader_table.h"

namespace tamis::read {

void read_markdown(const Input& input, std::vector<model::Fact>& facts) {
  read_config(input, facts);
  for (const Fence& fence : find_fences(input.text)) {
    if (!input.may_go_on(1 + fence.body.size() / 64)) return;
    const auto before = facts.size();
    read_nested(input, fence.body, fence.language, facts);
    for (auto i = before; i < facts.size(); ++i)
      facts[i].in_document = facts[i].kind == model::FactKind::option;
  }
}

}  // namespace tamis::read
