// The checks that the table in validators.cpp names, one declaration each; the file that defines them is
// named beside. All take (secret, whole match, argument of the rule), read nothing else, cost linear time and
// never throw.
#pragma once

#include <string_view>

namespace tamis::detect {

// shape.cpp
bool random_looking(std::string_view secret, std::string_view whole, std::string_view argument);
bool distinct_chars(std::string_view secret, std::string_view whole, std::string_view argument);
bool not_sequential(std::string_view secret, std::string_view whole, std::string_view argument);
bool mixed_classes(std::string_view secret, std::string_view whole, std::string_view argument);
bool user_and_password(std::string_view secret, std::string_view whole, std::string_view argument);
bool min_length(std::string_view secret, std::string_view whole, std::string_view argument);
bool not_hex(std::string_view secret, std::string_view whole, std::string_view argument);
// format.cpp
bool has_format(std::string_view secret, std::string_view whole, std::string_view argument);
// base64.cpp
bool base64_bytes(std::string_view secret, std::string_view whole, std::string_view argument);
bool base64_json(std::string_view secret, std::string_view whole, std::string_view argument);
bool base64_text(std::string_view secret, std::string_view whole, std::string_view argument);
bool basic_credentials(std::string_view secret, std::string_view whole, std::string_view argument);
// checksum.cpp
bool github_crc32(std::string_view secret, std::string_view whole, std::string_view argument);
bool matrix_crc32(std::string_view secret, std::string_view whole, std::string_view argument);
bool grafana_crc32(std::string_view secret, std::string_view whole, std::string_view argument);
bool atlassian_crc32(std::string_view secret, std::string_view whole, std::string_view argument);
bool gitlab_routable(std::string_view secret, std::string_view whole, std::string_view argument);
// bech32.cpp
bool age_bech32(std::string_view secret, std::string_view whole, std::string_view argument);
// cloud.cpp
bool aws_key_id(std::string_view secret, std::string_view whole, std::string_view argument);
bool azure_sas(std::string_view secret, std::string_view whole, std::string_view argument);
// chat.cpp
bool slack_token(std::string_view secret, std::string_view whole, std::string_view argument);
bool slack_webhook(std::string_view secret, std::string_view whole, std::string_view argument);
bool discord_bot(std::string_view secret, std::string_view whole, std::string_view argument);
// vendor.cpp
bool stripe_key(std::string_view secret, std::string_view whole, std::string_view argument);
bool pypi_macaroon(std::string_view secret, std::string_view whole, std::string_view argument);
// directory.cpp
bool ldap_hash(std::string_view secret, std::string_view whole, std::string_view argument);
bool ldap_clear(std::string_view secret, std::string_view whole, std::string_view argument);
bool nt_hash(std::string_view secret, std::string_view whole, std::string_view argument);
bool not_label(std::string_view secret, std::string_view whole, std::string_view argument);
// jwt.cpp
bool jwt(std::string_view secret, std::string_view whole, std::string_view argument);
// pem.cpp, pgp.cpp, key_files.cpp; argument "clear", "encrypted" or nothing for either
bool pem_private_key(std::string_view secret, std::string_view whole, std::string_view argument);
bool pgp_private_key(std::string_view secret, std::string_view whole, std::string_view argument);
bool putty_private_key(std::string_view secret, std::string_view whole, std::string_view argument);
bool ssh2_private_key(std::string_view secret, std::string_view whole, std::string_view argument);
bool key_body_plausible(std::string_view secret, std::string_view whole, std::string_view argument);

}  // namespace tamis::detect
