// TokenMatch: where a token rule's expression matched, and which part of it is the secret.
#pragma once

#include "model/span.h"

namespace tamis::rules {

struct TokenMatch {
  model::Span whole;
  model::Span secret;
};

}  // namespace tamis::rules
