#include "read/code_functions.h"

#include <algorithm>
#include <string>

#include "base/text.h"

namespace tamis::read {
namespace {

struct Row {
  std::string_view name;  // lower case
  FunctionKind kind;
};

constexpr Row kFunctions[] = {
    {"getenv", FunctionKind::environment},
    {"env", FunctionKind::environment},
    {"getenvvar", FunctionKind::environment},
    {"getenvironmentvariable", FunctionKind::environment},
    {"lookupenv", FunctionKind::environment},
    {"getproperty", FunctionKind::environment},
    {"environ", FunctionKind::environment},
    {"getenvordefault", FunctionKind::environment},
    {"getenvdefault", FunctionKind::environment},
    {"env_or_default", FunctionKind::environment},
    {"envordefault", FunctionKind::environment},
    {"get_env", FunctionKind::environment},
    {"getenvor", FunctionKind::environment},
    {"envor", FunctionKind::environment},
    {"get_env_or", FunctionKind::environment},
    {"environmentvariable", FunctionKind::environment},
    {"config", FunctionKind::environment},
    {"propertyornull", FunctionKind::environment},
    {"get_secret", FunctionKind::vault},
    {"getsecret", FunctionKind::vault},
    {"get_secret_value", FunctionKind::vault},
    {"getsecretvalue", FunctionKind::vault},
    {"get_password", FunctionKind::vault},
    {"getpassword", FunctionKind::vault},
    {"read_secret", FunctionKind::vault},
    {"readsecret", FunctionKind::vault},
    {"secret", FunctionKind::vault},
    {"read_secret_version", FunctionKind::vault},
    {"getsecretasync", FunctionKind::vault},
    {"credentials", FunctionKind::vault},
    {"getpass", FunctionKind::prompt},
    {"input", FunctionKind::prompt},
    {"raw_input", FunctionKind::prompt},
    {"prompt", FunctionKind::prompt},
    {"readline", FunctionKind::prompt},
    {"readpassword", FunctionKind::prompt},
    {"inputbox", FunctionKind::prompt},
    {"read_password", FunctionKind::prompt},
    {"ask", FunctionKind::prompt},
    {"noecho", FunctionKind::prompt},
    {"gets", FunctionKind::prompt},
    {"question", FunctionKind::prompt},
    {"prompt_password", FunctionKind::prompt},
    {"askpass", FunctionKind::prompt},
    {"fgets", FunctionKind::prompt},
    {"string", FunctionKind::wrapper},
    {"str", FunctionKind::wrapper},
    {"bytes", FunctionKind::wrapper},
    {"secretstr", FunctionKind::wrapper},
    {"some", FunctionKind::wrapper},
    {"ok", FunctionKind::wrapper},
    {"of", FunctionKind::wrapper},
    {"ofnullable", FunctionKind::wrapper},
    {"byte", FunctionKind::wrapper},
    {"from", FunctionKind::wrapper},
    {"qstring", FunctionKind::wrapper},
    {"_t", FunctionKind::wrapper},
    {"text", FunctionKind::wrapper},
    {"qstringliteral", FunctionKind::wrapper},
    {"cstr", FunctionKind::wrapper},
    {"field", FunctionKind::wrapper},
    {"bytearray", FunctionKind::wrapper},
    {"securestring", FunctionKind::wrapper},
    {"quote", FunctionKind::wrapper},
    {"quote_plus", FunctionKind::wrapper},
    {"trim", FunctionKind::wrapper},
    {"sprintf", FunctionKind::other},
    {"fromstr", FunctionKind::wrapper},
    {"pointerto", FunctionKind::wrapper},
    {"ptr", FunctionKind::wrapper},
    {"stringptr", FunctionKind::wrapper},
    {"newsecret", FunctionKind::wrapper},
    {"valueof", FunctionKind::wrapper},
    {"secretstring", FunctionKind::wrapper},
    {"fromstring", FunctionKind::wrapper},
    {"fromplaintext", FunctionKind::wrapper},
    {"unsafeplaintext", FunctionKind::wrapper},
    {"tochararray", FunctionKind::wrapper},
    {"encodeuricomponent", FunctionKind::wrapper},
    {"rawurlencode", FunctionKind::wrapper},
    {"urlencode", FunctionKind::wrapper},
    {"fromhex", FunctionKind::hexadecimal},
    {"unhexlify", FunctionKind::hexadecimal},
    {"hex2bin", FunctionKind::hexadecimal},
    {"fromhexstring", FunctionKind::hexadecimal},
    {"decodehex", FunctionKind::hexadecimal},
    {"parsehexbinary", FunctionKind::hexadecimal},
    {"join", FunctionKind::join},
    {"implode", FunctionKind::join},
    {"getstring", FunctionKind::wrapper},
    {"strreverse", FunctionKind::reversal},
    {"strrev", FunctionKind::reversal},
    {"chr", FunctionKind::character},
    {"chrw", FunctionKind::character},
    {"fromcharcode", FunctionKind::character},
    {"b64decode", FunctionKind::base64},
    {"base64_decode", FunctionKind::base64},
    {"atob", FunctionKind::base64},
    {"decode64", FunctionKind::base64},
    {"decode_base64", FunctionKind::base64},
    {"frombase64string", FunctionKind::base64},
    {"strict_decode64", FunctionKind::base64},
    {"urlsafe_b64decode", FunctionKind::base64},
    {"decodebase64", FunctionKind::base64},
};

constexpr std::string_view kNeutral[] = {"encode",      "decode",   "tochararray",   "getbytes",
                                         "to_string",   "tostring", "into",          "to_owned",
                                         "freeze",      "strip",    "trim",          "c_str",
                                         "as_str",      "to_s",     "clone",         "get_secret_value",
                                         "as_bytes",    "to_vec",   "intern",        "chomp",
                                         "dup",         "value",    "expose_secret", "utf8",
                                         "toutf8",      "as_ref",   "trimindent",    "strip_heredoc",
                                         "stripmargin", "unwrap",   "html_safe",     "tobytearray",
                                         "data",        "squish"};
constexpr std::string_view kDefaults[] = {"unwrap_or",     "unwrap_or_else", "orelse",  "orelseget",
                                          "getorelse",     "withdefault",    "default", "or_else",
                                          "default_value", "ifempty",        "ifblank", "defaultifempty"};
constexpr std::string_view kGetters[] = {"get",          "getordefault", "getorelse", "fetch", "getproperty",
                                         "opt",          "getstring",    "getvalue",  "pop",   "getattr",
                                         "get_option",   "optstring",    "option",    "param", "string",
                                         "getparameter", "get_config",   "getconfig", "conf"};
constexpr std::string_view kEnvironments[] = {
    "process.env",     "env",      "os.environ", "environ", "_env", "_server",
    "import.meta.env", "deno.env", "bun.env",    "secrets", "vault"};

bool in(std::string_view name, const auto& table) {
  return std::find(std::begin(table), std::end(table), name) != std::end(table);
}

}  // namespace

FunctionKind function_kind(std::string_view name, std::string_view path) {
  const std::string lower = base::to_lower(name);
  const std::string lower_path = base::to_lower(path);
  // os.environ.get, ENV.fetch, std::env::var, Deno.env.get, System.getenv().getOrDefault
  const bool of_environment = lower_path.find("env.") != std::string::npos ||
                              lower_path.find("environ.") != std::string::npos ||
                              lower_path.find("environment.") != std::string::npos;
  if (of_environment && (lower == "get" || lower == "fetch" || lower == "var" || lower == "pop" ||
                         lower == "str" || lower == "string" || lower == "getordefault" ||
                         lower == "getorelse" || lower == "var_os" || lower == "setdefault")) {
    return FunctionKind::environment;
  }
  if (lower == "decodestring")
    return lower_path.find("hex") != std::string::npos ? FunctionKind::hexadecimal : FunctionKind::base64;
  if (lower == "decode" && lower_path.find("base64") != std::string::npos) return FunctionKind::base64;
  if (lower == "from" && lower_path.find("buffer") != std::string::npos) return FunctionKind::other;
  const auto row = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                [&lower](const Row& r) { return r.name == lower; });
  return row == std::end(kFunctions) ? FunctionKind::other : row->kind;
}

bool is_neutral_method(std::string_view name) {
  return in(std::string_view(base::to_lower(name)), kNeutral);
}
bool is_default_method(std::string_view name) {
  return in(std::string_view(base::to_lower(name)), kDefaults);
}
bool is_getter(std::string_view name) {
  return in(std::string_view(base::to_lower(name)), kGetters);
}

bool is_environment(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string owner = base::to_lower(path.substr(0, dot));
  return in(std::string_view(owner), kEnvironments) || owner.ends_with(".env") || owner.ends_with(".environ");
}

bool is_setter(std::string_view name) {
  const std::string lower = base::to_lower(name);
  constexpr std::string_view kExact[] = {"put",
                                         "set",
                                         "define",
                                         "write",
                                         "add",
                                         "env",
                                         "option",
                                         "config",
                                         "property",
                                         "setdefault",
                                         "with",
                                         "param",
                                         "parameter",
                                         "addwithvalue",
                                         "setenv",
                                         "putenv",
                                         "add_option",
                                         "addoption",
                                         "secret",
                                         "setting",
                                         "stringvar",
                                         "store",
                                         "let",
                                         "constant",
                                         "putifabsent",
                                         "append",
                                         "systemproperty",
                                         "addproperty",
                                         "addparameter",
                                         "withenv",
                                         "update_option",
                                         "ini_set",
                                         "string",
                                         "environment",
                                         "buildconfigfield",
                                         "getenv",
                                         "envvar",
                                         "with_env",
                                         "setx",
                                         "entry",
                                         "writestring",
                                         "arg",
                                         "field",
                                         "withenvironment",
                                         "setconfig",
                                         "set_config",
                                         "addenv",
                                         "override",
                                         "setvalue",
                                         "setproperty",
                                         "setoption",
                                         "setattribute",
                                         "setparameter",
                                         "setconf",
                                         "setstring",
                                         "set_option",
                                         "set_value",
                                         "set_default",
                                         "set_env",
                                         "addheader",
                                         "setheader",
                                         "credential",
                                         "password",
                                         "argument",
                                         "add_argument",
                                         "getproperty",
                                         "prop",
                                         "const_set",
                                         "writer",
                                         "assign",
                                         "configure",
                                         "pair"};
  return in(std::string_view(lower), kExact);
}

bool encodes_base64(std::string_view name) {
  constexpr std::string_view kNames[] = {"base64_encode",     "b64encode",       "btoa",
                                         "encode64",          "strict_encode64", "encodetostring",
                                         "tobase64string",    "encode_base64",   "encodebase64",
                                         "urlsafe_b64encode", "base64encode",    "encodebase64string"};
  return in(std::string_view(base::to_lower(name)), kNames);
}

}  // namespace tamis::read
