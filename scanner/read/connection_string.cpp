#include "read/connection_string.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tamis::read {
namespace {

using model::Span;

struct Field {
  std::string name;  // lower case, blanks and '_' dropped
  Span value;
};

std::string squeeze(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (!base::is_space(c) && c != '_') out += base::lower(c);
  }
  return out;
}

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool names_password(std::string_view name) {
  static constexpr std::array<std::string_view, 10> kNames = {"password",
                                                              "pwd",
                                                              "passwd",
                                                              "pass",
                                                              "sslpassword",
                                                              "accountkey",
                                                              "sharedaccesskey",
                                                              "jetoledb:databasepassword",
                                                              "truststorepassword",
                                                              "keystorepassword"};
  return is_one_of(name, kNames);
}

// One of these beside it tells a connection string from a sentence or a filter.
bool names_connection(std::string_view name) {
  static constexpr std::array<std::string_view, 25> kNames = {"server",
                                                              "datasource",
                                                              "host",
                                                              "hostname",
                                                              "database",
                                                              "initialcatalog",
                                                              "userid",
                                                              "uid",
                                                              "user",
                                                              "username",
                                                              "dbname",
                                                              "driver",
                                                              "dsn",
                                                              "provider",
                                                              "port",
                                                              "endpoint",
                                                              "accountname",
                                                              "defaultendpointsprotocol",
                                                              "address",
                                                              "addr",
                                                              "data",
                                                              "sharedaccesskeyname",
                                                              "networkaddress",
                                                              "hosts",
                                                              "servername"};
  return is_one_of(name, kNames);
}

// Moves `at` behind a value that begins there and returns the value without quotes.
Span take_value(std::string_view text, std::size_t& at, std::string_view ends, bool odbc) {
  while (at < text.size() && text[at] == ' ') ++at;
  const char open = at < text.size() ? text[at] : '\0';
  const char close = open == '{' && odbc ? '}' : open;
  if (close == '}' || open == '\'' || open == '"') {
    auto end = at + 1;
    for (; end < text.size(); ++end) {
      if (text[end] != close) continue;
      if (end + 1 < text.size() && text[end + 1] == close) {
        ++end;  // doubled: stands for itself
        continue;
      }
      break;
    }
    const bool closed =
        end < text.size() && (end + 1 == text.size() || ends.find(text[end + 1]) != std::string_view::npos);
    if (closed) {
      const Span inner{at + 1, end};
      at = end + 1;
      return inner;
    }
  }
  const auto end = std::min(text.find_first_of(ends, at), text.size());
  Span value{at, end};
  while (value.end > value.begin && base::is_space(text[value.end - 1])) --value.end;
  at = end;
  return value;
}

std::vector<Field> split_fields(std::string_view text, std::size_t from, std::string_view separators) {
  std::vector<Field> fields;
  const auto head = text.substr(0, 4096);
  const bool odbc = base::find_nocase(head, "driver=") != std::string_view::npos ||
                    base::find_nocase(head, "jdbc:sqlserver:") != std::string_view::npos;
  std::size_t at = from;
  while (at < text.size() && fields.size() < 64) {
    const auto stop = text.find_first_of(std::string(separators) + "=", at);
    if (stop == std::string_view::npos) break;
    if (text[stop] != '=') {
      at = stop + 1;
      continue;
    }
    Field field{squeeze(text.substr(at, std::min<std::size_t>(stop - at, 64))), {}};
    at = stop + 1;
    field.value = take_value(text, at, separators, odbc);
    fields.push_back(std::move(field));
    if (at < text.size()) ++at;
  }
  return fields;
}

void collect(std::string_view text, const std::vector<Field>& fields, bool url,
             std::vector<ConnectionPair>& pairs, int depth = 0) {
  const bool connection = url || std::any_of(fields.begin(), fields.end(),
                                             [](const Field& field) { return names_connection(field.name); });
  if (!connection) return;
  std::string user;
  for (const Field& field : fields) {
    if (field.name == "userid" || field.name == "uid" || field.name == "user" || field.name == "username") {
      user = field.value.in(text);
    }
  }
  for (const Field& field : fields) {
    if (field.name == "providerconnectionstring") {
      const auto inner = split_fields(text.substr(0, field.value.end), field.value.begin, ";");
      if (!inner.empty() && depth < 2) collect(text, inner, url, pairs, depth + 1);
    }
    if (names_password(field.name) && !field.value.empty()) {
      pairs.push_back({field.name == "pwd" ? "password" : field.name, field.value, user});
    }
  }
}

// scott/tiger in jdbc:oracle:thin:scott/tiger@host
void collect_oracle(std::string_view text, std::vector<ConnectionPair>& pairs) {
  const auto thin = base::find_nocase(text.substr(0, 256), "jdbc:oracle:");
  if (thin == std::string_view::npos) return;
  const auto colon = text.find(':', thin + 12);
  if (colon == std::string_view::npos) return;
  const auto at = text.find('@', colon);
  const auto slash = text.find('/', colon);
  if (at == std::string_view::npos || slash == std::string_view::npos || slash > at || slash + 1 == at)
    return;
  pairs.push_back({"password", {slash + 1, at}, std::string(text.substr(colon + 1, slash - colon - 1))});
}

// cache.example.lan:6379,password=x,ssl=true
bool is_redis(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return false;
  const std::string_view host = text.substr(0, comma);
  const auto colon = host.find(':');
  return colon != std::string_view::npos && colon + 1 < host.size() &&
         host.find('=') == std::string_view::npos && host.find(' ') == std::string_view::npos &&
         base::is_digit(host[colon + 1]);
}

}  // namespace

std::vector<ConnectionPair> connection_passwords(std::string_view text) {
  std::vector<ConnectionPair> pairs;
  if (text.size() < 8 || text.find('=') == std::string_view::npos) {
    if (!text.empty()) collect_oracle(text, pairs);
    return pairs;
  }
  collect_oracle(text, pairs);
  const bool holds_name = base::find_nocase(text, "pwd") != std::string_view::npos ||
                          base::find_nocase(text, "pass") != std::string_view::npos ||
                          base::find_nocase(text, "key") != std::string_view::npos;
  if (!holds_name || text.find('\n') != std::string_view::npos) return pairs;
  const bool url =
      text.substr(0, 256).find("://") != std::string_view::npos || base::starts_with_nocase(text, "jdbc:");
  if (url && text.find('?') != std::string_view::npos) {
    collect(text, split_fields(text, text.find('?') + 1, "&;"), true, pairs);
  } else if (text.find(';') != std::string_view::npos) {
    collect(text, split_fields(text, url ? std::min(text.find(';') + 1, text.size()) : 0, ";"), url, pairs);
  } else if (!url && is_redis(text)) {
    collect(text, split_fields(text, 0, ","), true, pairs);
  } else if (!url) {
    collect(text, split_fields(text, 0, " "), false, pairs);
  }
  return pairs;
}

}  // namespace tamis::read
