// Candidate: a place that a rule took for a secret, before merging. Owning: units are gone when candidates
// are merged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/position.h"
#include "model/severity.h"
#include "model/span.h"

namespace tamis::detect {

struct Candidate {
  std::uint32_t rule = 0;
  int rank = 0;  // how specific the rule is; of two on one secret the higher stays
  model::Confidence confidence = model::Confidence::medium;
  std::string secret{};  // raw; never leaves this module unasked
  model::Span span{};    // in the unit's text
  std::string why{};
  std::vector<std::string> decoded_by{};
  std::vector<std::size_t> uses{};  // offsets in the unit where the secret is used from elsewhere

  // Filled when the unit's candidates are complete.
  std::string member{};
  model::Position begin{};
  model::Position end{};
  std::vector<model::Position> places{};
  std::string masked_line{};
};

}  // namespace tamis::detect
