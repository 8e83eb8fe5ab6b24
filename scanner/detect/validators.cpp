#include "detect/validators.h"

#include <algorithm>
#include <array>

#include "detect/validators/checks.h"

namespace tamis::detect {
namespace {

// Accepts what the validator named by the argument refuses: for the rule that reports, less surely, a token
// whose checksum is wrong.
bool fails(std::string_view secret, std::string_view whole, std::string_view argument) {
  const Validator* other = find_validator(argument);
  return other != nullptr && other->accepts != fails && !other->accepts(secret, whole, {});
}

constexpr std::array kValidators{
    Validator{"age-bech32", "its checksum is right", age_bech32},
    Validator{"atlassian-crc32", "its CRC32 is right", atlassian_crc32},
    Validator{"aws-key-id", "it holds the number of an AWS account", aws_key_id},
    Validator{"azure-sas", "it is a signature with version and expiry", azure_sas},
    Validator{"base64-bytes", "it decodes to a key of the right length", base64_bytes},
    Validator{"base64-json", "it decodes to the fields of such a token", base64_json},
    Validator{"base64-text", "it decodes to text", base64_text},
    Validator{"basic-credentials", "it decodes to a user and a password", basic_credentials},
    Validator{"discord-bot", "it begins with the number of an application", discord_bot},
    Validator{"distinct-chars", "", distinct_chars},
    Validator{"fails", "it does not pass its checksum: cut, retyped or invented", fails},
    Validator{"format", "it has the length and alphabet of such a key", has_format},
    Validator{"github-crc32", "its CRC32 is right", github_crc32},
    Validator{"gitlab-routable", "its CRC32 is right", gitlab_routable},
    Validator{"grafana-crc32", "its CRC32 is right", grafana_crc32},
    Validator{"jwt", "its header and payload are JSON and it is signed", jwt},
    Validator{"key-body-plausible", "it is part of a private key", key_body_plausible},
    Validator{"ldap-clear", "", ldap_clear},
    Validator{"ldap-hash", "it is hashed in a scheme of directories", ldap_hash},
    Validator{"matrix-crc32", "its CRC32 is right", matrix_crc32},
    Validator{"min-length", "", min_length},
    Validator{"mixed-classes", "", mixed_classes},
    Validator{"not-hex", "", not_hex},
    Validator{"not-label", "", not_label},
    Validator{"not-sequential", "", not_sequential},
    Validator{"npm-crc32", "its CRC32 is right", github_crc32},
    Validator{"nt-hash", "it is the NT or LM hash of a password", nt_hash},
    Validator{"pem-private-key", "its body is a private key", pem_private_key},
    Validator{"pgp-private-key", "its first packet is a secret key", pgp_private_key},
    Validator{"putty-private-key", "its private part is there", putty_private_key},
    Validator{"pypi-macaroon", "it is a macaroon of PyPI", pypi_macaroon},
    Validator{"random-looking", "", random_looking},
    Validator{"slack-token", "its parts are those of a Slack token", slack_token},
    Validator{"slack-webhook", "", slack_webhook},
    Validator{"ssh2-private-key", "its body is a private key", ssh2_private_key},
    Validator{"stripe-key", "", stripe_key},
    Validator{"user-and-password", "", user_and_password},
};

static_assert(std::is_sorted(kValidators.begin(), kValidators.end(),
                             [](const Validator& a, const Validator& b) { return a.name < b.name; }),
              "find_validator searches by halving");

}  // namespace

std::span<const Validator> validators() {
  return kValidators;
}

const Validator* find_validator(std::string_view name) {
  const auto* row = std::lower_bound(kValidators.begin(), kValidators.end(), name,
                                     [](const Validator& v, std::string_view n) { return v.name < n; });
  return row != kValidators.end() && row->name == name ? row : nullptr;
}

}  // namespace tamis::detect
