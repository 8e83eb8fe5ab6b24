// Extractor: bytes in, text units out. Identifies a member's type by content, unpacks containers, turns every
// encoding into UTF-8, undoes encodings inside text, and pushes what it finds into a sink.
//
//   extract::Extractor extractor;                     // one for each thread; owns its buffers
//   extractor.extract(content, "share/leak.zip", "leak.zip", budget, sink);
//
// Broken input is data: it is reported through Sink::on_skipped with its reason, beside everything that could
// be read. Raw bytes are always pushed too, whatever the type. Nothing throws; every expansion spends the
// budget first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "extract/content.h"
#include "model/budget.h"
#include "model/text_unit.h"
#include "model/verdict.h"

namespace tamis::extract {

class Sink {
 public:
  virtual ~Sink() = default;
  // A text to scan. The unit and all it points to is valid during the call only. Units of one member come in
  // order.
  virtual void on_text(const model::TextUnit& unit) = 0;
  virtual void on_skipped(model::Skipped skipped) = 0;
  // A member begins (the top level included, with an empty `member`).
  virtual void on_member(std::string_view member) = 0;
};

class Extractor {
 public:
  Extractor();
  Extractor(Extractor&&) noexcept;
  Extractor& operator=(Extractor&&) noexcept;
  ~Extractor();

  // `path` as the person gave it; `name` gives context (its extension), never a skip.
  void extract(const Content& content, std::string_view path, std::string_view name, model::Budget& budget,
               Sink& sink);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::extract
