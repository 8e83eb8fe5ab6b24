// Every reader: the first byte picks the language, the rest is the text. Facts must stay inside the text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "read/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto language =
      static_cast<tamis::model::Language>(data[0] % static_cast<unsigned>(tamis::model::Language::count_));
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const tamis::model::Span whole{0, text.size()};
  std::vector<tamis::model::Fact> facts;
  tamis::read::read_facts({.text = text, .name = "fuzz", .language = language, .regions = {&whole, 1}},
                          facts);
  for (const auto& fact : facts) {
    if (fact.span.begin > fact.span.end || fact.span.end > text.size()) std::abort();
    for (const auto& argument : fact.arguments) {
      if (argument.value.span.begin > argument.value.span.end || argument.value.span.end > text.size())
        std::abort();
    }
  }
  return 0;
}
