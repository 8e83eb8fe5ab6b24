// Detector: text units in, findings out. Facts are matched with rules, validated, assessed, merged, redacted.
//
//   detect::Detector detector(rule_set, options);       // one for each thread
//   detector.begin("share/leak.zip");
//   if (auto cut = detector.analyse(unit, &pulse)) …    // each unit of the blob
//   std::vector<model::Finding> findings = detector.finish();
//
// Raw secrets do not leave except in Finding::secret where options.keep_secrets is set.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/pulse.h"
#include "model/severity.h"
#include "model/skip_reason.h"
#include "model/text_unit.h"
#include "model/verdict.h"
#include "rules/rule_set.h"

namespace tamis::detect {

struct Options {
  model::Confidence min_confidence = model::Confidence::medium;
  bool keep_secrets = false;      // fill Finding::secret
  std::uint32_t redact_show = 0;  // characters of the secret shown at its start in Finding::redacted
  std::string fingerprint_key;    // keyed hash; a fixed public key when empty
};

// Why a unit was not analysed to its end. What was found until then is kept.
struct Cut {
  model::SkipReason reason = model::SkipReason::time;
  std::string detail;
};

class Detector {
 public:
  static base::Result<Detector> create(std::shared_ptr<const rules::RuleSet> rules, Options options);
  Detector(Detector&&) noexcept;
  Detector& operator=(Detector&&) noexcept;
  ~Detector();

  void begin(std::string_view path);
  // `pulse` is asked all along (nullptr: no limit); where it ends, so does the analysis.
  std::optional<Cut> analyse(const model::TextUnit& unit, model::Pulse* pulse = nullptr);
  // Findings of everything since begin(), in the order of their places.
  std::vector<model::Finding> finish();

 private:
  struct Impl;
  explicit Detector(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tamis::detect
