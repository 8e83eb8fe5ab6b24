#include "extract/extractor.h"

#include "base/text.h"
#include "extract/extraction.h"
#include "extract/spooled_content.h"

namespace tamis::extract {

struct Extractor::Impl {
  Tools tools;
};

Extractor::Extractor() : impl_(std::make_unique<Impl>()) {}
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;
Extractor::~Extractor() = default;

void Extractor::extract(const Content& content, std::string_view path, std::string_view name,
                        model::Budget& budget, Sink& sink) {
  Extraction extraction(impl_->tools, path, budget, sink);
  const auto most = budget.limits().max_file_bytes;
  const SliceContent part(content, 0, most);
  Member member;
  member.content = &content;
  member.name = base::file_name(name);
  if (content.size() > most) {
    member.content = &part;
    extraction.skip({}, model::SkipReason::size,
                    "limit max_file_bytes = " + std::to_string(most) + ": what comes behind was not scanned");
  }
  extraction.scan(member);
}

}  // namespace tamis::extract
