#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "read/nested.h"
#include "read/powershell/comments.h"
#include "read/powershell/emitter.h"
#include "read/powershell/sniff.h"

namespace tamis::read::powershell {
namespace {

constexpr int kMaxTemplateDepth = 12;
constexpr std::size_t kMaxTemplate = std::size_t{1} << 16;
constexpr std::size_t kMaxPairs = 256;
constexpr std::size_t kMaxLines = 512;

// Keys of connection strings, blanks and underscores dropped.
constexpr std::array<std::string_view, 9> kSecretKeys = {"password",
                                                         "pwd",
                                                         "passwd",
                                                         "accountkey",
                                                         "sharedaccesskey",
                                                         "sharedsecretvalue",
                                                         "clientsecret",
                                                         "proxypassword",
                                                         "jetoledb:databasepassword"};
constexpr std::array<std::string_view, 30> kOtherKeys = {"server",
                                                         "datasource",
                                                         "addr",
                                                         "address",
                                                         "host",
                                                         "hostname",
                                                         "database",
                                                         "initialcatalog",
                                                         "uid",
                                                         "userid",
                                                         "user",
                                                         "username",
                                                         "provider",
                                                         "driver",
                                                         "dsn",
                                                         "integratedsecurity",
                                                         "port",
                                                         "trustedconnection",
                                                         "accountname",
                                                         "defaultendpointsprotocol",
                                                         "endpoint",
                                                         "sharedaccesskeyname",
                                                         "persistsecurityinfo",
                                                         "dbq",
                                                         "servicename",
                                                         "applicationname",
                                                         "encrypt",
                                                         "trustservercertificate",
                                                         "db",
                                                         "networkaddress"};

// Programs that take a secret on their command line; PowerShell itself, for what it passes on.
constexpr std::array<std::string_view, 34> kPrograms = {
    "powershell", "pwsh",     "net",      "cmdkey", "schtasks", "plink",     "pscp",   "psexec", "sqlcmd",
    "osql",       "bcp",      "curl",     "wmic",   "netdom",   "dsadd",     "dsmod",  "runas",  "winscp",
    "open",       "msiexec",  "certutil", "7z",     "mysql",    "mysqldump", "psql",   "sc",     "nssm",
    "appcmd",     "robocopy", "ldifde",   "csvde",  "docker",   "az",        "cscript"};

bool is_any(std::string_view key, std::span<const std::string_view> keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

std::string plain_key(std::string_view key) {
  std::string plain;
  for (const char c : key) {
    if (!base::is_space(c) && c != '_') plain += base::lower(c);
  }
  return plain;
}

struct Pair {
  std::string key;
  std::size_t begin = 0;  // of the value
  std::size_t end = 0;
  bool led = false;  // a ';' stands before it
};

// key=value;key='a;b';… ; what is no pair is left out.
std::vector<Pair> connection_pairs(std::string_view text, char separator) {
  std::vector<Pair> pairs;
  const char ends[] = {'=', separator};
  for (std::size_t at = 0; at < text.size() && pairs.size() < kMaxPairs;) {
    const std::size_t equals = text.find_first_of(std::string_view(ends, 2), at);
    if (equals == std::string_view::npos) break;
    if (text[equals] == separator) {
      at = equals + 1;
      continue;
    }
    Pair pair{.key = plain_key(text.substr(at, equals - at)), .begin = equals + 1, .end = 0, .led = at > 0};
    while (pair.begin < text.size() && base::is_blank(text[pair.begin])) ++pair.begin;
    const char quote = pair.begin < text.size() ? text[pair.begin] : '\0';
    std::size_t next = text.find(separator, pair.begin);
    pair.end = std::min(next, text.size());
    if (quote == '\'' || quote == '"' || quote == '{') {
      const std::size_t close = text.find(quote == '{' ? '}' : quote, pair.begin + 1);
      if (close != std::string_view::npos) {
        ++pair.begin;
        pair.end = close;
        next = text.find(separator, close);
      }
    }
    while (pair.end > pair.begin && base::is_space(text[pair.end - 1])) --pair.end;
    pairs.push_back(std::move(pair));
    at = next == std::string_view::npos ? text.size() : next + 1;
  }
  return pairs;
}

}  // namespace

void Emitter::append_template(Template& result, NodeId node, int depth) {
  const Node& self = tree_[node];
  if (result.text.size() > kMaxTemplate) return;
  const auto hole = [&](NodeId expression) {
    result.pieces.push_back(
        {.begin = result.text.size(), .size = 1, .node = expression, .source = tree_[expression].begin});
    result.text += Template::kHole;
  };
  if (depth > kMaxTemplateDepth) return hole(node);
  switch (self.kind) {
    case NodeKind::string: {
      if (self.text.find(Template::kHole) != std::string::npos) return hole(node);
      const bool verbatim = !self.escaped && self.content_end - self.content_begin == self.text.size();
      result.pieces.push_back({.begin = result.text.size(),
                               .size = self.text.size(),
                               .node = node,
                               .source = self.content_begin,
                               .verbatim = verbatim});
      result.text += self.text;
      return;
    }
    case NodeKind::number:
      result.pieces.push_back({.begin = result.text.size(),
                               .size = self.text.size(),
                               .node = node,
                               .source = self.begin,
                               .verbatim = true});
      result.text += self.text;
      return;
    case NodeKind::expandable:
      for (const NodeId child : tree_.children(node)) append_template(result, child, depth + 1);
      return;
    case NodeKind::paren: {
      const NodeKind kind = tree_[tree_.child(node, 0)].kind;
      if (kind != NodeKind::string && kind != NodeKind::expandable && kind != NodeKind::binary)
        return hole(node);
      return append_template(result, tree_.child(node, 0), depth + 1);
    }
    case NodeKind::binary: {
      if (self.op == Operator::add) {
        std::vector<NodeId> terms;
        NodeId spine = node;
        while (tree_[spine].kind == NodeKind::binary && tree_[spine].op == Operator::add &&
               terms.size() < 4096) {
          terms.push_back(tree_.child(spine, 1));
          spine = tree_.child(spine, 0);
        }
        append_template(result, spine, depth + 1);
        for (auto term = terms.rbegin(); term != terms.rend(); ++term)
          append_template(result, *term, depth + 1);
        return;
      }
      NodeId pattern = tree_.child(node, 0);
      if (tree_[pattern].kind == NodeKind::variable) {  // $pattern -f 'x'
        const auto ids = symbols_.reaching(tree_[pattern].text, pattern);
        if (ids.size() == 1) pattern = symbols_.definition(ids.front()).node;
      }
      if (self.op != Operator::format || tree_[pattern].kind != NodeKind::string) return hole(node);
      const std::vector<NodeId> values = evaluate_.argument_nodes(tree_.child(node, 1), 0);
      const std::string& text = tree_[pattern].text;
      const bool verbatim = !tree_[pattern].escaped;
      std::size_t from = 0;
      const auto literal = [&](std::size_t begin, std::size_t end) {
        if (begin == end) return;
        result.pieces.push_back({.begin = result.text.size(),
                                 .size = end - begin,
                                 .node = pattern,
                                 .source = tree_[pattern].content_begin + begin,
                                 .verbatim = verbatim});
        result.text += text.substr(begin, end - begin);
      };
      while (from < text.size()) {
        const std::size_t open = text.find('{', from);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) break;
        const std::size_t index = std::strtoul(text.c_str() + open + 1, nullptr, 10);
        if (index >= values.size() || !base::is_digit(text[open + 1])) break;
        literal(from, open);
        append_template(result, values[index], depth + 1);
        from = close + 1;
      }
      literal(from, text.size());
      return;
    }
    default:
      return hole(node);
  }
}

Template Emitter::make_template(NodeId node) {
  Template result;
  if (node != kNoNode) append_template(result, node, 0);
  return result;
}

Results Emitter::slice(const Template& content, std::size_t begin, std::size_t end, NodeId node) {
  std::vector<const Template::Piece*> touched;
  for (const Template::Piece& piece : content.pieces) {
    if (piece.begin < end && piece.begin + piece.size > begin) touched.push_back(&piece);
  }
  if (touched.empty() || begin >= end) return {};
  Result whole{.kind = ResultKind::text, .text = {}};
  Results parts;
  for (const Template::Piece* piece : touched) {
    const bool hole = piece->size == 1 && content.text[piece->begin] == Template::kHole;
    if (hole) {
      Results values = evaluate_(piece->node);
      if (touched.size() == 1) return values;
      parts.push_back(std::move(values.front()));
    } else {
      const std::size_t from = std::max(begin, piece->begin);
      const std::size_t to = std::min(end, piece->begin + piece->size);
      Result part{.kind = ResultKind::text, .text = content.text.substr(from, to - from)};
      const Node& literal = tree_[piece->node];
      part.span = piece->verbatim
                      ? model::Span{piece->source + from - piece->begin, piece->source + to - piece->begin}
                      : model::Span{literal.content_begin, literal.content_end};
      part.computed = !piece->verbatim;
      // A word among a command's arguments is a string, not an expression.
      part.quoting =
          literal.quoting == model::Quoting::bare ? model::Quoting::single_quotes : literal.quoting;
      if (touched.size() == 1) return {part};
      parts.push_back(std::move(part));
    }
  }
  for (const Result& part : parts) {
    if (!part.is_constant())
      return {Result{.kind = part.kind == ResultKind::reference ? part.kind : ResultKind::unknown}};
    whole.text += to_text(part);
  }
  whole.computed = true;
  whole.span = {tree_[node].begin, tree_[node].end};
  if (parts.front().span.begin <= parts.back().span.end && parts.front().span.begin >= whole.span.begin &&
      parts.back().span.end <= whole.span.end) {
    whole.span = {parts.front().span.begin, parts.back().span.end};
  }
  return {whole};
}

void Emitter::emit_string(NodeId node) {
  const Node& self = tree_[node];
  if (self.kind == NodeKind::binary && self.op == Operator::replace &&
      tree_[tree_.child(node, 1)].kind == NodeKind::list &&
      tree_.children(tree_.child(node, 1)).size() == 2) {
    const auto parts = tree_.children(tree_.child(node, 1));
    emit_filled_mark(node, parts[0], parts[1]);
  }
  if (self.kind == NodeKind::binary && self.op != Operator::add && self.op != Operator::format) return;
  if (inner_[node]) return;
  if (self.kind != NodeKind::binary) emit_nested(node);
  if (pattern_[node]) return;
  if (self.kind == NodeKind::string && !self.escaped && said_[node])
    read_message(input_.text, {self.content_begin, self.content_end}, facts_);
  const Template content = make_template(node);
  constexpr std::size_t kShortestHeader = 20;
  if (content.text.size() >= kShortestHeader &&
      (content.text.starts_with("Bearer ") || content.text.starts_with("Basic ")))
    emit_header(node, "Authorization", evaluate_(node));
  emit_command_string(node, content);
  const bool lines = content.text.find('\n') != std::string::npos;
  if (content.text.find('=') == std::string::npos && !lines) return;
  emit_connection_string(node, content);
  emit_query(node, content);
  bool ftp = false;  // behind a line "open host"
  std::size_t count = 0;
  for (std::size_t at = 0; at < content.text.size() && count < kMaxLines; ++count) {
    const std::size_t end = std::min(content.text.find('\n', at), content.text.size());
    const std::string_view line = std::string_view(content.text).substr(at, end - at);
    ftp = ftp || line.starts_with("open ");
    if (ftp && lines) emit_ftp_login(node, content, at, end);
    emit_pair_string(node, content, at, end);
    at = end + 1;
  }
}

// .Replace('@@DB_PASSWORD@@', 'x'), -replace '__PASSWORD__', 'x': a template is filled in.
void Emitter::emit_filled_mark(NodeId node, NodeId mark, NodeId value) {
  const Node& self = tree_[mark];
  if (self.kind != NodeKind::string || tree_[value].kind == NodeKind::hashtable) return;
  std::string_view name = self.text;
  constexpr std::string_view kMarks = "@#%{}$<>[]_!|~ \\";
  const std::size_t begin = name.find_first_not_of(kMarks);
  if (begin == std::string_view::npos) return;
  name = name.substr(begin, name.find_last_not_of(kMarks) - begin + 1);
  const bool plain =
      std::all_of(name.begin(), name.end(), [](char c) { return base::is_word(c) || c == '.'; });
  if (plain && name.size() < self.text.size())
    emit_named_value(node, "template." + std::string(name), std::string(name), evaluate_(value), false);
}

// "Password=x", "db_password = x": a line of a file or an argument that the script puts together.
void Emitter::emit_pair_string(NodeId node, const Template& content, std::size_t from, std::size_t to) {
  const std::string_view text = std::string_view(content.text).substr(0, to);
  const bool of_many = from > 0 || to < content.text.size();
  const auto is_key = [](char c) {
    return base::is_word(c) || c == '.' || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  std::size_t key = from;
  while (key < to && (text[key] == '-' || base::is_blank(text[key]))) ++key;
  const std::size_t begin = key;
  std::size_t key_end = key;
  for (int words = 0; words < 4; ++words) {  // "Mot de passe : x"
    while (key < to && is_key(text[key])) ++key;
    key_end = key;
    while (key < to && base::is_blank(text[key])) ++key;
    if (!of_many || key >= to || !is_key(text[key])) break;
  }
  if (key_end == begin || key_end - begin > 64 || key + 1 >= to) return;
  const bool colon = of_many && text[key] == ':' && base::is_blank(text[key + 1]);
  if (text[key] != '=' && !colon) return;
  std::size_t value = key + 1;
  while (value < to && base::is_blank(text[value])) ++value;
  std::size_t end = to;
  while (end > value && base::is_space(text[end - 1])) --end;
  if (end > value + 1 && text[value] == '"' && text[end - 1] == '"') {
    ++value;
    --end;
  } else if (text.substr(value, end - value).find_first_of(" \t\r\n;&=") != std::string_view::npos) {
    return;  // a sentence, or what others take apart
  }
  const std::string name(text.substr(begin, key_end - begin));
  emit_named_value(node, "line." + name, name, slice(content, value, end, node), false);
}

// "user depot secret", in the script of an ftp client.
void Emitter::emit_ftp_login(NodeId node, const Template& content, std::size_t begin, std::size_t end) {
  const std::string_view text = content.text;
  while (end > begin && base::is_space(text[end - 1])) --end;
  const std::string_view line = text.substr(begin, end - begin);
  const std::size_t second = line.starts_with("user ") ? line.find(' ', 5) : std::string_view::npos;
  if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos) return;
  emit_named_value(node, "ftp.password", "password", slice(content, begin + second + 1, end, node), false);
}

// [string]::Format('…Pwd={0}', 'x'), -join ('…', 'Pwd=', 'x'): a connection string that is put together.
void Emitter::emit_built_string(NodeId node) {
  const Node& self = tree_[node];
  const std::string method = self.kind == NodeKind::invoke ? base::to_lower(self.text) : std::string();
  const bool builds = self.kind == NodeKind::unary || method == "format" || method == "concat" ||
                      method == "join" || method == "replace";
  if (inner_[node] || !builds) return;
  for (const Result& whole : evaluate_(node)) {
    if (whole.kind != ResultKind::text || !whole.computed || whole.text.size() > kMaxTemplate) continue;
    if (whole.text.find(';') == std::string::npos || whole.text.find('=') == std::string::npos) continue;
    for (const Pair& pair : connection_pairs(whole.text, ';')) {
      if (!is_any(pair.key, kSecretKeys) || !pair.led || pair.end <= pair.begin) continue;
      const std::string secret = whole.text.substr(pair.begin, pair.end - pair.begin);
      Result value = whole;
      value.text = secret;
      if (const Result* part = find_part(whole, secret)) value = *part;
      emit_named_value(node, "connectionstring.password", "Password", {value}, false);
    }
  }
}

namespace {

// A word of an option that takes a secret: -Password, /pw, --mdp …
bool names_secret_option(std::string_view word) {
  static constexpr std::array<std::string_view, 13> kParts = {
      "passw",   "pwd",   "motdepasse", "mdp",      "passphrase", "kennwort", "apikey",
      "api-key", "token", "secret",     "setuppwd", "motpasse",   "jeton"};
  if (word.size() < 3 || (word.front() != '-' && word.front() != '/')) return false;
  if (base::equal_nocase(word, "-pw") || base::equal_nocase(word, "/rp")) return true;
  return std::any_of(kParts.begin(), kParts.end(), [word](std::string_view part) {
    return base::find_nocase(word, part) != std::string_view::npos;
  });
}

bool begins_with_program(std::string_view word) {
  return std::any_of(kPrograms.begin(), kPrograms.end(),
                     [word](std::string_view program) { return base::equal_nocase(word, program); });
}

}  // namespace

// '-File C:\job.ps1 -Login svc -Password x', "open sftp://h -username=u -password=x": arguments kept in a
// string, for a task, a shortcut, a process that is started elsewhere.
void Emitter::emit_command_string(NodeId node, const Template& content) {
  constexpr std::size_t kLongest = 4096;
  const std::string& text = content.text;
  if (text.size() < 8 || text.size() > kLongest || text.find('\n') != std::string::npos) return;
  if (text.find(" -") == std::string::npos && text.find(" /") == std::string::npos && text.front() != '-' &&
      text.front() != '/')
    return;
  const std::string_view first = std::string_view(text).substr(0, text.find(' '));
  std::string program = base::to_lower(base::file_name(first));
  const bool file = program.ends_with(".exe") || program.ends_with(".com") || program.ends_with(".cmd") ||
                    program.ends_with(".bat") || program.ends_with(".ps1");
  const bool options =
      (first.front() == '-' || first.front() == '/') && first.size() > 1 &&
      base::is_alpha(
          first[first.find_first_not_of("-/") == std::string_view::npos ? 0 : first.find_first_not_of("-/")]);
  if (!file && !options && !begins_with_program(program)) return;
  if (program.ends_with(".exe")) program.resize(program.size() - 4);
  const bool shell = base::equal_nocase(first, "/c") || base::equal_nocase(first, "/k");  // of cmd
  std::vector<Word> words = split_words({.content = content, .node = node});
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& option = words[i].content.text;
    if (!names_secret_option(option) || option.find_first_of(":=") != std::string::npos) continue;
    const std::string& value = words[i + 1].content.text;
    if (value.empty() || value.front() == '-' || (option.starts_with("--") && !options)) continue;
    emit_option(node, options ? std::string() : program, option, value_of(words[i + 1], 0, value.size()), {});
  }
  if (!options) words.erase(words.begin());
  emit_program(node, shell ? "cmd" : options ? std::string() : program, std::move(words));
}

void Emitter::emit_query(NodeId node, const Template& content) {
  // https://host/path?key=value&key=value, and user=a&password=b in the body of a form
  const std::string& text = content.text;
  if (text.find('\n') != std::string::npos) return;
  const bool address = base::starts_with_nocase(text, "http");
  if (!address && (text.find('&') == std::string::npos || text.find(' ') != std::string::npos)) return;
  std::size_t at = address ? text.find('?') : 0;
  if (at == std::string::npos) return;
  for (std::size_t count = 0; at < text.size() && count < kMaxPairs; ++count) {
    const std::size_t end = std::min(text.find('&', at + 1), text.size());
    const std::size_t equals = text.find('=', at);
    if (equals < end && equals + 1 < end) {
      const std::size_t from = text[at] == '&' || text[at] == '?' ? at + 1 : at;
      const std::string name = text.substr(from, equals - from);
      emit_named_value(node, "query." + name, name, slice(content, equals + 1, end, node), false);
    }
    at = end;
  }
}

void Emitter::emit_connection_string(NodeId node, const Template& content) {
  if (content.text.find('\n') != std::string::npos) return;
  // redis1:6379,password=x,ssl=True
  const bool commas = content.text.find(';') == std::string::npos;
  if (commas && (content.text.find(',') == std::string::npos || content.text.find(' ') != std::string::npos))
    return;
  const std::vector<Pair> pairs = connection_pairs(content.text, commas ? ',' : ';');
  const bool others =
      std::any_of(pairs.begin(), pairs.end(), [](const Pair& pair) { return is_any(pair.key, kOtherKeys); });
  std::string user;
  for (const Pair& pair : pairs) {
    if (pair.key == "userid" || pair.key == "uid" || pair.key == "user" || pair.key == "username") {
      user = content.text.substr(pair.begin, pair.end - pair.begin);
    }
  }
  for (const Pair& pair : pairs) {
    if (!is_any(pair.key, kSecretKeys) || (!others && !pair.led)) continue;
    model::Fact fact = fact_at(model::FactKind::assignment, node);
    const bool password = pair.key.ends_with("password") || pair.key == "pwd" || pair.key == "passwd";
    fact.name = password ? "Password" : pair.key;
    fact.path = password ? "connectionstring.password" : "connectionstring." + pair.key;
    fact.user = user.find(Template::kHole) == std::string::npos ? user : std::string();
    emit_values(std::move(fact), slice(content, pair.begin, pair.end, node));
  }
}

// "{`"password`":`"x`"}": what the string says with its escapes undone; false where it has none.
bool Emitter::emit_unescaped(NodeId node, std::string_view content) {
  const bool expandable = tree_[node].quoting == model::Quoting::double_quotes;
  const std::string_view marks = expandable ? "`\"" : "'";
  if (content.find_first_of(marks) == std::string_view::npos) return false;
  MappedText plain;
  const std::size_t begin = tree_[node].content_begin;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::size_t at = begin + i;
    const bool pair = marks.find(content[i]) != std::string_view::npos && i + 1 < content.size();
    const char next = pair ? content[i + 1] : '\0';
    if (pair && content[i] == '`' && (next == 'n' || next == 'r' || next == 't')) {
      plain.append(next == 't' ? '\t' : '\n', at);
      ++i;
    } else if (pair && (content[i] == '`' || next == content[i])) {
      plain.append(next, at + 1);
      ++i;
    } else {
      plain.append(content[i], at);
    }
  }
  plain.end = begin + content.size();
  const model::Language language = sniff(plain.text, false);
  if (language != model::Language::json && language != model::Language::powershell) return false;
  const std::size_t before = facts_.size();
  read_nested(input_, plain, language, facts_);
  for (std::size_t i = before; i < facts_.size(); ++i)
    facts_[i].in_comment = facts_[i].in_comment || tree_[node].in_comment;
  if (tree_[node].kind == NodeKind::expandable) resolve_holes(node, before);
  return true;
}

void Emitter::emit_nested(NodeId node) {
  const Node& self = tree_[node];
  const std::size_t size = self.content_end - self.content_begin;
  constexpr std::size_t kFewest = 16;
  if (consumed_[node] || size < kFewest || input_.depth >= kMaxDepth) return;
  const std::string_view content = input_.text.substr(self.content_begin, size);
  const bool here_string = self.quoting == model::Quoting::here_string;
  if (!here_string && size <= kMaxTemplate && emit_unescaped(node, content)) return;
  if (self.escaped) return;
  model::Language language = sniff(content, here_string);
  if (language == model::Language::unknown && here_string) {
    const model::Language known = identify_language({}, content);
    const bool told = known == model::Language::python || known == model::Language::vbscript ||
                      known == model::Language::reg || known == model::Language::conf ||
                      known == model::Language::php || known == model::Language::csharp ||
                      known == model::Language::perl;
    if (told) language = known;
  }
  if (language == model::Language::unknown) return;
  const std::size_t before = facts_.size();
  read_nested(input_, {self.content_begin, self.content_end}, language, facts_);
  for (std::size_t i = before; i < facts_.size(); ++i)
    facts_[i].in_comment = facts_[i].in_comment || self.in_comment;
  if (self.kind == NodeKind::expandable) resolve_holes(node, before);
}

void Emitter::resolve_holes(NodeId node, std::size_t first_fact) {
  // What the inner text shows as $name is the script's variable.
  for (std::size_t i = first_fact; i < facts_.size(); ++i) {
    for (model::Argument& argument : facts_[i].arguments) {
      const std::string_view written =
          argument.value.span.size() < 4096 && argument.value.span.end <= input_.text.size()
              ? argument.value.span.in(input_.text)
              : std::string_view();
      if (written.find('$') == std::string_view::npos) continue;
      argument.value.state = model::ValueState::unknown;
      for (const NodeId child : tree_.children(node)) {
        if (tree_[child].begin != argument.value.span.begin || tree_[child].end != argument.value.span.end)
          continue;
        const Result value = evaluate_(child).front();
        if (value.kind != ResultKind::unknown) argument.value = to_value(value);
      }
    }
  }
}

void Emitter::emit_records(NodeId node, const std::string& command) {
  const bool table = command == "ConvertFrom-Csv";
  const CommandLine line = arrange(tree_, node, command);
  const NodeId source =
      upstream_[node] != kNoNode ? upstream_[node] : line.named(table ? "InputObject" : "StringData");
  const char given = evaluate_(line.named("Delimiter")).front().text.empty()
                         ? ','
                         : evaluate_(line.named("Delimiter")).front().text.front();
  std::uint32_t block = static_cast<std::uint32_t>(tree_.block_count() + tree_.size()) + node;
  for (const Result& text : evaluate_.whole_texts(evaluate_(source))) {
    if (text.kind != ResultKind::text) continue;
    for (const Result& result : table ? evaluate_.csv(text, given) : evaluate_.string_data(text)) {
      for (const Result& record : flatten(result)) {
        if (record.kind != ResultKind::record) continue;
        ++block;
        for (const auto& [name, value] : *record.fields) {
          model::Fact fact = fact_at(table ? model::FactKind::cell : model::FactKind::assignment, node);
          const std::size_t dot = name.rfind('.');
          fact.name = table || dot == std::string::npos ? name : name.substr(dot + 1);
          // Of network devices: the second password, beside the first.
          if (table && name == "enable") fact.name = "enable password";
          fact.path = name;
          fact.block = block;
          if (!value.span.empty()) fact.span = value.span;
          emit_values(std::move(fact), {value});
        }
      }
    }
  }
}

}  // namespace tamis::read::powershell
