// Slack's and Discord's tokens: what their parts must be.
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "detect/validators/checks.h"
#include "detect/validators/encoding.h"

namespace tamis::detect {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

std::string_view take_part(std::string_view& rest, char divider) {
  const std::size_t end = std::min(rest.find(divider), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

// xoxb-<team>-<bot>-<secret>: numbers first, the secret last. A sample ends in what nobody drew at random.
bool slack_token(std::string_view secret, std::string_view whole, std::string_view) {
  if (secret.find_first_of('-') == std::string_view::npos) return false;
  const std::string_view last = secret.substr(secret.rfind('-') + 1);
  if (last.size() < 12 || !random_looking(last, whole, {})) return false;
  std::string_view rest = secret;
  const std::string_view kind = take_part(rest, '-');
  // Legacy and rotating tokens carry other parts; the bot's and the user's begin with the workspace's number.
  if (kind != "xoxb" && kind != "xoxp") return true;
  const std::string_view team = take_part(rest, '-');
  return !all_digits(team) || (team.size() >= 9 && random_looking(team, whole, {}));
}

// …/services/T…/B…/<24>: the ids and the secret are drawn, not typed.
bool slack_webhook(std::string_view secret, std::string_view whole, std::string_view) {
  const std::string_view last = secret.substr(secret.rfind('/') + 1);
  return last.size() >= 20 && mixed_classes(last, whole, "2") && random_looking(last, whole, {});
}

// <base64 of the application's number>.<time>.<HMAC>: the first part decodes to 17–20 digits.
bool discord_bot(std::string_view secret, std::string_view whole, std::string_view) {
  std::string_view rest = secret;
  const auto id = decode_base64(take_part(rest, '.'));
  if (!id || id->size() < 17 || id->size() > 20 || !all_digits(*id)) return false;
  take_part(rest, '.');
  return random_looking(rest, whole, {});
}

}  // namespace tamis::detect
