// Redaction and fingerprints: what may leave the detector in place of a secret.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace tamis::detect {

// Eight stars whatever the length; before them at most `show` characters, never more than a quarter of the
// secret.
std::string redact(std::string_view secret, std::size_t show);

// The line of `text` that holds `at`, its secrets replaced by stars, control characters by '?', cut around
// `at`. `secrets`: spans to redact, showing at most `show` characters of each.
// They are in order and apart, as join_spans leaves them.
std::string mask_line(std::string_view text, std::size_t at, std::span<const model::Span> secrets,
                      std::size_t show);

// Sorts spans and joins those that overlap.
void join_spans(std::vector<model::Span>& spans);

// Keyed hash over rule, secret and place (path and member, no line): stable while lines move, and it changes
// when the secret does. 32 hexadecimal digits.
std::string fingerprint(std::string_view key, std::string_view rule, std::string_view secret,
                        std::string_view path, std::string_view member);

}  // namespace tamis::detect
