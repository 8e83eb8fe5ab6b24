#include "extract/container.h"

#include <algorithm>

#include "base/text.h"
#include "extract/extraction.h"
#include "extract/formats/format.h"

namespace tamis::extract {

model::Budget& Container::budget() {
  return extraction_->budget();
}
BufferPool& Container::pool() {
  return extraction_->tools().pool;
}

bool Container::admit() {
  const auto bites = budget().spend_member();
  if (bites) extraction_->skip_limit(self_->path, *bites);
  return !bites;
}

// Inside a text a compressed stream has no name: what it holds belongs to the member with the text. An
// archive there is named by its place.
std::string Container::path_of(std::string_view name) const {
  if (self_->anchor == nullptr) return join_member(self_->path, name);
  if (format_->compressor) return self_->path;
  const auto place = self_->anchor->locate(0);
  const std::string inside = self_->decoded_by.empty() ? std::string("text") : self_->decoded_by.front();
  const auto where = place.line > 0 ? std::to_string(place.line) : std::to_string(place.byte);
  return join_member(join_member(self_->path, inside + ":" + where), name);
}

Member Container::child(std::string_view name, const Content& content) const {
  Member member;
  member.content = &content;
  member.path = path_of(name);
  member.name = base::file_name(name);
  member.depth = self_->depth + 1;
  member.layers = self_->layers;
  member.decoded_by = self_->decoded_by;
  member.container = self_;
  if (self_->anchor != nullptr) {
    member.decoded_by.emplace_back(format_->name);
    if (format_->compressor) {
      member.anchor = self_->anchor;
      member.name = self_->name;
    }
  }
  return member;
}

void Container::deliver(std::string_view name, const Content& content) {
  Member member = child(name, content);
  extraction_->scan(member);
}

void Container::deliver_slice(std::string_view name, std::uint64_t begin, std::uint64_t size) {
  const SliceContent slice(*content_, begin, size);
  covered_->add(begin, begin + slice.size());
  deliver(name, slice);
}

void Container::name_only(std::string_view name) {
  Member member;
  member.path = path_of(name);
  member.name = base::file_name(name);
  extraction_->push_name(member, name);
}

void Container::skip(model::SkipReason reason, std::string detail) {
  extraction_->skip(self_->path, reason, std::move(detail));
}

void Container::skip_limit(model::SkipReason reason) {
  extraction_->skip_limit(self_->path, reason);
}

void Container::skip_member(std::string_view name, model::SkipReason reason, std::string detail) {
  extraction_->skip(path_of(name), reason, std::move(detail));
}

void Container::skip_member_limit(std::string_view name, model::SkipReason reason) {
  extraction_->skip_limit(path_of(name), reason);
}

bool Intake::write(std::string_view bytes) {
  auto& budget = container_->budget();
  const auto room = std::min(budget.limits().max_member_bytes - content_.size(), budget.unpacked_left());
  const auto part = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), room)));
  if (const auto bites = budget.spend_unpacked(part.size())) {
    container_->skip_member_limit(name_, *bites);
    return false;
  }
  if (const auto stored = content_.append(part); !stored) {
    container_->skip_member(name_, model::SkipReason::memory,
                            "no room to unpack it: " + stored.error().message);
    return false;
  }
  if (part.size() == bytes.size()) return true;
  container_->skip_member_limit(name_, model::SkipReason::size);
  return false;
}

}  // namespace tamis::extract
