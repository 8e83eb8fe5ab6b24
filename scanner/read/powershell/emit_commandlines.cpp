// Programs that scripts call: net use, cmdkey, schtasks, plink, curl … Options become option facts,
// positional secrets become calls named by program and verb with one argument named "password".
#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "read/command_programs.h"
#include "read/command_words.h"
#include "read/nested.h"
#include "read/powershell/emitter.h"

namespace tamis::read::powershell {
namespace {

enum class Form : std::uint8_t {
  separate,
  joined,
  both
};  // -p x · -px · either; "-p:x" and "-p=x" always count

struct OptionRow {
  std::string_view programs;  // blank-separated
  std::string_view option;
  Form form = Form::separate;
  bool exact_case = false;
};

// From the programs' own help texts.
constexpr std::array kOptions = {
    OptionRow{"plink pscp psftp putty kitty klink kscp", "-pw"},
    OptionRow{"schtasks", "/rp"},
    OptionRow{"schtasks", "/p"},
    OptionRow{"cmdkey", "/pass"},
    OptionRow{"netdom", "/passwordd"},
    OptionRow{"netdom", "/passwordo"},
    OptionRow{"netdom", "/passwordt"},
    OptionRow{"netdom", "/passwordm"},
    OptionRow{"netdom", "/pd"},
    OptionRow{"netdom", "/po"},
    OptionRow{"netdom", "/pt"},
    OptionRow{"wmic tscon", "/password"},
    OptionRow{"wevtutil systeminfo tasklist taskkill driverquery getmac", "/p"},
    OptionRow{"dsquery dsget dsadd dsmod dsrm dsmove", "-p"},
    OptionRow{"dsadd dsmod", "-pwd"},
    OptionRow{"sqlcmd osql isql bcp", "-P", Form::both, true},
    OptionRow{"mysql mysqldump mysqladmin mysqlimport mariadb mariadb-dump", "-p", Form::joined, true},
    OptionRow{"7z 7za 7zr 7zz rar unrar winrar", "-p", Form::joined, true},
    OptionRow{"rar unrar winrar", "-hp", Form::joined, true},
    OptionRow{"docker podman helm az mongo mongosh mongodump mongorestore certutil sshpass skopeo", "-p",
              Form::separate, true},
    OptionRow{"psexec psexec64 pskill psservice pslist psloggedon psinfo psshutdown winrs", "-p"},
    OptionRow{"redis-cli", "-a", Form::separate, true},
    OptionRow{"ldapsearch ldapmodify ldapadd ldapdelete ldapwhoami ldapcompare ldappasswd", "-w", Form::both,
              true},
    OptionRow{"keytool jarsigner", "-storepass"},
    OptionRow{"keytool jarsigner", "-keypass"},
    OptionRow{"vmrun", "-gp"},
    OptionRow{"vmrun", "-vp"},
    OptionRow{"repadmin nltest dcdiag bcdedit", "/pw"},
    OptionRow{"dcdiag", "/p"},
    OptionRow{"netsh", "key"},
    OptionRow{"netsh", "keymaterial"},
    OptionRow{"psql pg_dump", "-W", Form::joined, true},
    OptionRow{"racadm", "-p", Form::separate, true},
    OptionRow{"ipmitool", "-P", Form::separate, true},
    OptionRow{"signtool pnabridge", "/p"},
    OptionRow{"pvk2pfx", "-pi"},
    OptionRow{"pvk2pfx", "-po"},
    OptionRow{"adfind admod", "-up"},
    OptionRow{"openssl", "-k", Form::separate, true},
    OptionRow{"ktpass", "/pass"},
    OptionRow{"ktpass", "-pass"},
};

bool lists(std::string_view words, std::string_view word) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (words.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

bool is_switch(std::string_view text) {
  return text.size() > 1 && (text.front() == '/' || text.front() == '-');
}

bool begins(std::string_view text, std::string_view option, bool exact_case) {
  return exact_case ? text.starts_with(option) : base::starts_with_nocase(text, option);
}

Word sub_word(const Word& word, std::size_t begin, std::size_t end) {
  Word part{.content = {}, .node = word.node, .begin = word.begin, .end = word.end};
  part.content.text = word.content.text.substr(begin, end - begin);
  for (const Template::Piece& piece : word.content.pieces) {
    const std::size_t from = std::max(begin, piece.begin);
    const std::size_t to = std::min(end, piece.begin + piece.size);
    if (from >= to) continue;
    Template::Piece cut = piece;
    cut.begin = from - begin;
    cut.size = to - from;
    if (piece.verbatim) cut.source += from - piece.begin;
    part.content.pieces.push_back(cut);
  }
  return part;
}

}  // namespace

// & plink.exe $arguments, & plink.exe @arguments: the items of a list that a variable holds; else the node.
std::vector<NodeId> Emitter::items_of(NodeId node) {
  constexpr std::size_t kMostItems = 64;  // each use of the variable reads them again
  NodeId list = node;
  for (int i = 0; i < 6; ++i) {
    const Node& self = tree_[list];
    if (self.kind == NodeKind::variable || self.kind == NodeKind::splat) {
      const auto ids = symbols_.reaching(self.text, list);
      list = ids.empty() ? kNoNode : symbols_.definition(ids.front()).node;
    } else if (self.kind == NodeKind::array || self.kind == NodeKind::paren || self.kind == NodeKind::block ||
               self.kind == NodeKind::cast) {
      if (self.child_count != 1) break;
      list = tree_.child(list, 0);
    } else {
      break;
    }
  }
  const auto items = tree_.children(list);
  if (tree_[list].kind == NodeKind::list && items.size() <= kMostItems) return {items.begin(), items.end()};
  return {node};
}

std::vector<Word> Emitter::words_of(NodeId command) {
  std::vector<Word> words;
  const auto add = [&](NodeId node) {
    Word word{
        .content = make_template(node), .node = node, .begin = tree_[node].begin, .end = tree_[node].end};
    words.push_back(std::move(word));
  };
  for (const NodeId child : tree_.children(command).subspan(1)) {
    const Node& node = tree_[child];
    if (node.kind == NodeKind::list) {
      for (const NodeId item : tree_.children(child)) add(item);
    } else if (node.kind == NodeKind::variable || node.kind == NodeKind::splat ||
               node.kind == NodeKind::array) {
      for (const NodeId item : items_of(child)) {
        if (tree_[item].kind != NodeKind::splat) add(item);
      }
    } else if (node.kind == NodeKind::parameter) {
      Word word{.content = {}, .node = child, .begin = node.begin, .end = node.end};
      word.content.text = node.spelled;
      word.content.pieces.push_back(
          {.begin = 0, .size = node.spelled.size(), .node = child, .source = node.begin, .verbatim = true});
      if (const NodeId value = tree_.child(child, 0); value != kNoNode) {
        word.content.text += ':';
        append_template(word.content, value, 0);
      }
      words.push_back(std::move(word));
    } else if (node.kind != NodeKind::splat && node.kind != NodeKind::script_block) {
      add(child);
    }
  }
  return words;
}

std::vector<Word> Emitter::split_words(const Word& line) {
  std::vector<Word> words;
  const std::string& text = line.content.text;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && base::is_space(text[at])) ++at;
    if (at >= text.size()) break;
    const char quote = text[at] == '"' || text[at] == '\'' ? text[at] : '\0';
    const std::size_t begin = quote == '\0' ? at : at + 1;
    std::size_t end = begin;
    char inside = '\0';  // /pass:"a b"
    while (end < text.size() &&
           (quote != '\0' ? text[end] != quote : (inside != '\0' || !base::is_space(text[end])))) {
      if (quote == '\0' && (text[end] == '"')) inside = inside == '\0' ? '"' : '\0';
      ++end;
    }
    words.push_back(sub_word(line, begin, end));
    at = quote == '\0' ? end : end + 1;
  }
  return words;
}

Results Emitter::value_of(const Word& word, std::size_t from, std::size_t to) {
  std::size_t begin = from;
  std::size_t end = std::min(to, word.content.text.size());
  if (end > begin + 1 && word.content.text[begin] == '"' && word.content.text[end - 1] == '"') {
    ++begin;
    --end;
  }
  return password_in(slice(word.content, begin, end, word.node));
}

void Emitter::emit_option(NodeId node, const std::string& program, const std::string& option,
                          const Results& values, const std::string& user) {
  model::Fact fact = fact_at(model::FactKind::option, node);
  fact.name = option;
  fact.path = program;
  fact.user = user;
  Results kept;
  for (const Result& value : values) {
    if (value.kind == ResultKind::text && value.text == "*") continue;  // the program asks
    kept.push_back(value);
  }
  emit_values(std::move(fact), kept);
}

void Emitter::emit_program_call(NodeId node, const std::string& name, const Results& values,
                                const std::string& user) {
  Results kept;
  for (const Result& value : values) {
    if (value.kind == ResultKind::text && (value.text == "*" || value.text.empty())) continue;
    kept.push_back(value);
  }
  if (!kept.empty()) emit_call(node, name, {{"password", kept}}, user);
}

// Programs that are not Windows' own are read as in every other language.
void Emitter::emit_unix_program(NodeId node, const std::string& program, const std::vector<Word>& words) {
  constexpr std::string_view kReadHere =
      "net net1 cmd curl smbclient openssl reg setx sc sc.exe autologon nssm bitsadmin rasdial ldifde csvde "
      "sqlplus expdp impdp exp imp sqlldr rman aws oc runas at appcmd msdeploy mstsc git npm php";
  const bool known_here = lists(kReadHere, program) ||
                          std::any_of(kOptions.begin(), kOptions.end(),
                                      [&](const OptionRow& row) { return lists(row.programs, program); });
  if (known_here || words.empty() || !is_command_program(program)) return;
  std::vector<CommandWord> command(1);
  command.front().written = {tree_[node].begin, tree_[node].begin + program.size()};
  command.front().literal.text.put(program, command.front().written);
  for (const Word& word : words) {
    const Results values = value_of(word, 0, word.content.text.size());
    const Result value = values.empty() ? Result{} : values.front();
    CommandWord shown;
    shown.written = {word.begin, word.end};
    const model::Value settled = to_value(value);
    if (value.is_constant()) {
      shown.literal.text.put(settled.text, settled.span);
      // Verbatim where it stands so: parts of it are written at parts of the place.
      if (!value.computed && settled.span.in(input_.text) == settled.text) {
        shown.literal.text = {};
        shown.literal.text.copy(input_.text, settled.span.begin, settled.span.end);
      }
    } else {
      shown.literal.text.put("?", {word.begin, word.end});
    }
    shown.literal.quoting = settled.quoting;
    shown.literal.state = value.is_constant()                            ? model::ValueState::constant
                          : settled.state == model::ValueState::constant ? model::ValueState::unknown
                                                                         : settled.state;
    shown.literal.computed = settled.computed;
    shown.literal.decoded_by = settled.decoded_by;
    shown.literal.trail = settled.trail;
    shown.is_default = value.is_default;
    command.push_back(std::move(shown));
  }
  const Node& self = tree_[node];
  command_facts(command, {model::Language::powershell, self.block, self.in_comment}, facts_);
}

void Emitter::emit_program(NodeId node, const std::string& program, std::vector<Word> words) {
  constexpr std::size_t kMaxWords = 512;
  if (words.size() > kMaxWords) words.resize(kMaxWords);
  const auto text = [&](std::size_t i) {
    return i < words.size() ? std::string_view(words[i].content.text) : std::string_view();
  };
  const auto all = [&](std::size_t i) {
    return i < words.size() ? value_of(words[i], 0, words[i].content.text.size()) : Results{};
  };
  const auto from = [&](std::size_t i, std::size_t at) {
    return value_of(words[i], at, words[i].content.text.size());
  };
  const auto text_value = [&](std::size_t i) {
    const Results values = all(i);
    return !values.empty() && values.front().is_constant() ? to_text(values.front()) : std::string();
  };
  if (program == "cmd" && !words.empty()) {
    std::size_t start = 0;
    while (start < words.size() && text(start).starts_with('/')) ++start;
    std::vector<Word> rest;
    for (std::size_t i = start; i < words.size(); ++i) {
      for (Word& part : split_words(words[i])) rest.push_back(std::move(part));
    }
    if (rest.empty()) return;
    std::string inner = base::to_lower(base::file_name(rest.front().content.text));
    if (inner.ends_with(".exe")) inner.resize(inner.size() - 4);
    rest.erase(rest.begin());
    if (inner != "cmd") emit_program(node, inner, std::move(rest));
    return;
  }
  // docker login -p: the verb belongs to the program's name.
  constexpr std::string_view kLogins = "docker podman nerdctl buildah skopeo oc az";
  const bool login = lists(kLogins, program) && text(0) == "login";
  const bool feed = program == "dotnet" && text(0) == "nuget";
  const std::string shown = login ? program + " login" : feed ? "dotnet nuget" : program;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = text(i);
    bool known = false;
    for (const OptionRow& row : kOptions) {
      if (!lists(row.programs, program) || !begins(word, row.option, row.exact_case)) continue;
      const std::size_t size = row.option.size();
      if (word.size() == size) {
        if (row.form == Form::joined) continue;
        emit_option(node, shown, std::string(row.option), all(i + 1), {});
        known = true;
      } else if (word[size] == ':' || word[size] == '=') {
        emit_option(node, shown, std::string(row.option), from(i, size + 1), {});
        known = true;
      } else if (row.form != Form::separate) {
        emit_option(node, shown, std::string(row.option), from(i, size), {});
        known = true;
      }
    }
    if (known) continue;
    if (feed && word == "-p") emit_option(node, shown, "-p", all(i + 1), {});
    if (program == "curl" && (word == "-u" || word == "--user" || word == "-U" || word == "--proxy-user")) {
      for (const Result& value : all(i + 1)) {
        const std::size_t colon = value.is_textual() ? value.text.find(':') : std::string::npos;
        if (colon == std::string::npos) continue;
        Result password = value;
        password.text = value.text.substr(colon + 1);
        if (!value.computed) password.span.begin += colon + 1;
        emit_option(node, shown, std::string(word), {password}, value.text.substr(0, colon));
      }
    }
    if (program == "smbclient" && (word == "-U" || word == "--user")) {
      const std::size_t percent = text(i + 1).find('%');
      if (percent != std::string_view::npos)
        emit_option(node, shown, std::string(word), from(i + 1, percent + 1), {});
    }
    if (program == "openssl" && word.starts_with("pass:"))
      emit_option(node, shown, std::string(i > 0 ? text(i - 1) : "-pass"), from(i, 5), {});
    // Any program: --password=x, /pwd:x, -p:x, KEY=x.
    const std::size_t mark = word.find_first_of(":=");
    const bool dashed = word.starts_with("--");
    if (is_switch(word) && mark != std::string_view::npos && mark > 1 && mark + 1 < word.size()) {
      const std::string option(word.substr(0, mark));
      const std::size_t inner = word.find('=', mark + 1);
      if ((option == "--from-literal" || option == "--set" || base::equal_nocase(option, "/p") ||
           base::equal_nocase(option, "/property")) &&
          inner != std::string_view::npos) {  // kubectl: --from-literal=password=x, msbuild: /p:Password=x
        emit_named_value(node, program, std::string(word.substr(mark + 1, inner - mark - 1)),
                         from(i, inner + 1), false);
      } else if (word.substr(mark, 3) != "://") {
        emit_option(node, shown, option, from(i, mark + 1), {});
      }
    } else if (dashed && mark == std::string_view::npos && i + 1 < words.size() && !is_switch(text(i + 1))) {
      emit_option(node, shown, std::string(word), all(i + 1), {});
    } else if (!is_switch(word) && mark != std::string_view::npos && word[mark] == '=' && mark > 1 &&
               std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(mark),
                           [](char c) { return base::is_word(c); })) {
      const std::string key(word.substr(0, mark));
      emit_named_value(node, program + "." + key, key,
                       mark + 1 < word.size() ? from(i, mark + 1) : all(i + 1), false);
    }
  }
  emit_unix_program(node, program, words);
  std::vector<std::size_t> plain;  // words that are no options
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_switch(text(i)) || text(i).starts_with("//")) plain.push_back(i);
  }
  const auto user_of = [&](std::string_view option) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (base::starts_with_nocase(text(i), option) && text(i).size() > option.size())
        return std::string(text(i).substr(option.size() + 1));
    }
    return std::string();
  };
  if ((program == "net" || program == "net1") && plain.size() >= 2) {
    const std::string verb = base::to_lower(text(plain[0]));
    const bool removes = std::any_of(words.begin(), words.end(), [](const Word& word) {
      return base::starts_with_nocase(word.content.text, "/d") &&
             !base::starts_with_nocase(word.content.text, "/domain");
    });
    if (verb == "use" && !removes) {
      std::size_t next = 1;
      const std::string device = text_value(plain[next]);
      if (device == "*" || (device.size() == 2 && device[1] == ':') ||
          base::starts_with_nocase(device, "lpt"))
        ++next;
      ++next;  // the share
      if (next < plain.size()) emit_program_call(node, "net use", all(plain[next]), user_of("/user"));
    }
    if (verb == "user" && plain.size() >= 3)
      emit_program_call(node, "net user", all(plain[2]), text_value(plain[1]));
  }
  const auto at_plain = [&](std::size_t index, std::string_view name, std::size_t user) {
    if (index < plain.size()) emit_program_call(node, std::string(name), all(plain[index]), text_value(user));
  };
  if (program == "autologon" || program == "autologon64") {  // of Sysinternals: user, domain, password
    if (plain.size() == 3) at_plain(2, "autologon", plain[0]);
  }
  if (program == "nssm" && plain.size() >= 5 && base::equal_nocase(text(plain[2]), "ObjectName"))
    at_plain(4, "nssm set", plain[3]);
  if (program == "bitsadmin" && plain.size() >= 5 && base::starts_with_nocase(text(0), "/setcredentials"))
    at_plain(4, "bitsadmin setcredentials", plain[3]);
  if (program == "rasdial" && plain.size() >= 3)
    emit_program_call(node, "rasdial", all(plain[2]), text_value(plain[1]));
  if (program == "ldifde" || program == "csvde") {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool three = base::equal_nocase(text(i), "-b");
      const bool two = base::equal_nocase(text(i), "-a");
      const std::size_t at = i + (three ? 3 : 2);
      if ((three || two) && at < words.size())
        emit_program_call(node, program + " bind", all(at), text_value(i + 1));
    }
  }
  constexpr std::string_view kOracle = "sqlplus expdp impdp exp imp sqlldr rman";
  if (lists(kOracle, program)) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      std::string_view word = text(i);
      const std::size_t start = base::starts_with_nocase(word, "userid=") ? 7 : 0;
      const std::size_t slash = word.find('/', start);
      if (is_switch(word) || slash == std::string_view::npos || slash == start) continue;
      const std::size_t at =
          std::min(word.rfind('@') == std::string_view::npos || word.rfind('@') < slash ? word.size()
                                                                                        : word.rfind('@'),
                   word.size());
      if (word.substr(0, slash).find_first_of("\\.:") == std::string_view::npos && at > slash + 1) {
        emit_program_call(node, program + " connect", value_of(words[i], slash + 1, at),
                          std::string(word.substr(start, slash - start)));
        break;
      }
    }
  }
  if (program == "aws" && plain.size() >= 4 && text(plain[0]) == "configure" && text(plain[1]) == "set") {
    emit_named_value(node, "aws." + text_value(plain[2]), text_value(plain[2]), all(plain[3]), false);
  }
  if (program == "dotnet" && plain.size() >= 4 && text(plain[0]) == "user-secrets" &&
      text(plain[1]) == "set") {
    const std::string key = text_value(plain[2]);  // Ldap:BindPassword
    emit_named_value(node, "usersecrets." + key, key, all(plain[3]), false);
  }
  if (program == "setx") {  // setx /s computer /u user /p password NAME value /m
    std::vector<std::size_t> given;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view word = text(i);
      const bool pair =
          base::equal_nocase(word, "/s") || base::equal_nocase(word, "/u") || base::equal_nocase(word, "/p");
      if (base::equal_nocase(word, "/p") && i + 1 < words.size())
        emit_named_value(node, "setx.password", "password", all(i + 1), false);
      if (pair) {
        ++i;
      } else if (!is_switch(word)) {
        given.push_back(i);
      }
    }
    if (given.size() >= 2)
      emit_named_value(node, "env:" + text_value(given[0]), text_value(given[0]), all(given[1]), false);
  }
  if (program == "reg") {
    std::string name;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (base::equal_nocase(text(i), "/v")) name = text_value(i + 1);
      if (base::equal_nocase(text(i), "/d") && !name.empty())
        emit_named_value(node, "registry." + name, name, all(i + 1), false);
    }
  }
}

}  // namespace tamis::read::powershell
