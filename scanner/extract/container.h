// Container: what a format may ask while it unpacks; Intake: what a member unpacks to, under the limits.
//
//   if (!container.admit()) return;                       // a limit bites: it is reported, stop
//   Intake intake(container, name);
//   while (… && intake.write(piece)) …                    // false: a limit bites, reported too
//   container.deliver(name, intake.content());            // also what came before the limit
//
// Internal to tamis::extract; one thread, lives for one unpack() call.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extract/buffer_pool.h"
#include "extract/content.h"
#include "extract/member.h"
#include "extract/spooled_content.h"
#include "model/budget.h"
#include "model/skip_reason.h"

namespace tamis::extract {

class Extraction;
struct Format;

class Container {
 public:
  Container(Extraction& extraction, const Member& self, const Content& content, const Format& format,
            Covered& covered)
      : extraction_(&extraction), self_(&self), content_(&content), format_(&format), covered_(&covered) {}

  const Content& content() const { return *content_; }
  const std::string& name() const { return self_->name; }
  model::Budget& budget();
  BufferPool& pool();

  // Spends one member and looks at the clock; false when a limit bites.
  [[nodiscard]] bool admit();
  // Scans what was unpacked. `name` is UTF-8.
  void deliver(std::string_view name, const Content& content);
  // Scans a member that lies in the container as it is; its bytes are then not scanned again as raw ones.
  void deliver_slice(std::string_view name, std::uint64_t begin, std::uint64_t size);
  // A name that belongs to no content: a second name, a folder, a link.
  void name_only(std::string_view name);

  void skip(model::SkipReason reason, std::string detail);
  void skip_limit(model::SkipReason reason);
  void skip_member(std::string_view name, model::SkipReason reason, std::string detail);
  void skip_member_limit(std::string_view name, model::SkipReason reason);

 private:
  std::string path_of(std::string_view name) const;
  Member child(std::string_view name, const Content& content) const;

  Extraction* extraction_;
  const Member* self_;
  const Content* content_;
  const Format* format_;
  Covered* covered_;
};

class Intake {
 public:
  Intake(Container& container, std::string_view name)
      : container_(&container), name_(name), content_(container.pool()) {}

  // Takes what the limits allow of `bytes`; false when that was not all, or when time is up.
  [[nodiscard]] bool write(std::string_view bytes);
  const SpooledContent& content() const { return content_; }

 private:
  Container* container_;
  std::string name_;
  SpooledContent content_;
};

}  // namespace tamis::extract
