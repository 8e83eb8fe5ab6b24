// What well-known functions of the programming languages do with a value, as tables.
//
//   function_kind("getenv", "os.getenv")  →  environment
//
// Thread-safe: constants.
#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::read {

enum class FunctionKind : std::uint8_t {
  other,
  environment,  // looks up the environment or a configuration; may have a default
  vault,        // looks up a store of secrets
  prompt,       // asks a person
  wrapper,      // its first argument is its value: String(…), SecretStr(…), Some(…)
  reversal,     // StrReverse("…")
  character,    // Chr(80)
  base64,       // b64decode("…")
  hexadecimal,  // bytes.fromhex("…")
  join,         // implode('', […])
};

FunctionKind function_kind(std::string_view name, std::string_view path);

// "x".encode(), "x".toCharArray(), "x".to_string(), "x".freeze …
bool is_neutral_method(std::string_view name);
// .unwrap_or("x"), .orElse("x"), .getOrElse("x") …
bool is_default_method(std::string_view name);
// get, getOrDefault, fetch, getProperty …
bool is_getter(std::string_view name);
// process.env.X, ENV['X'], os.environ['X'], $_ENV['X'] …
bool is_environment(std::string_view path);

// fn(key, value) that stores: put, set, setProperty, define, addOption …
bool is_setter(std::string_view name);
// base64_encode, b64encode, btoa, ToBase64String …
bool encodes_base64(std::string_view name);

}  // namespace tamis::read
