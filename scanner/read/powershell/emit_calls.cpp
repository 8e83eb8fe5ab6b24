#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "read/powershell/emitter.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kShortestParameter = 3;  // of programs: -u and -pw are judged by what the program is
constexpr std::size_t kFewestAppended = 4;     // single characters that make a secret together

bool is_type_cast(std::string_view type) {
  static constexpr std::array<std::string_view, 12> kPlain = {
      "pscustomobject", "psobject", "ordered", "hashtable", "string", "char", "int",
      "array",          "byte",     "xml",     "void",      "object"};
  return std::any_of(kPlain.begin(), kPlain.end(),
                     [type](std::string_view plain) { return base::equal_nocase(plain, type); });
}

// Methods of common names that take a password at one place, told apart by how many arguments they have and
// what stands beside it.
struct MethodRow {
  std::string_view method;  // lower case
  std::size_t fewest = 0;
  std::size_t most = 0;
  std::size_t password = 0;  // 1-based
  std::size_t account = 0;   // must be unknown or look like an account; 0: none
  std::string_view canonical;
};
// Signatures from Microsoft Learn (Win32_Service, Win32_ComputerSystem, ITaskService, ADODB) and MailKit.
constexpr std::array kMethods = {
    MethodRow{"registertask", 6, 7, 5, 4, "RegisterTaskDefinition"},
    MethodRow{"change", 8, 11, 8, 7, "ServiceChange"},
    MethodRow{"rename", 3, 3, 2, 3, "ComputerRename"},
    MethodRow{"connect", 4, 4, 4, 0, "TaskServiceConnect"},
    MethodRow{"authenticate", 2, 3, 2, 0, "MailAuthenticate"},
    MethodRow{"authentifier", 2, 3, 2, 0, "MailAuthenticate"},
    MethodRow{"login", 2, 2, 2, 0, "MailAuthenticate"},
    MethodRow{"logon", 2, 2, 2, 0, "MailAuthenticate"},
    MethodRow{"seconnecter", 2, 2, 2, 0, "MailAuthenticate"},
    MethodRow{"open", 3, 4, 3, 2, "AdodbConnectionOpen"},
    MethodRow{"opencurrentdatabase", 3, 3, 3, 0, "AccessDatabaseOpen"},
};

// (…, user, password), whatever stands before.
bool takes_password_last(std::string_view type) {
  static constexpr std::array<std::string_view, 7> kTypes = {
      "DirectoryContext",       "SshClient",        "SftpClient", "ScpClient",
      "PasswordConnectionInfo", "ServerConnection", "FtpClient"};
  return std::any_of(kTypes.begin(), kTypes.end(),
                     [type](std::string_view known) { return base::ends_with_nocase(type, known); });
}

bool may_be_account(const Results& values) {
  const Result& value = values.front();
  return !value.is_textual() || value.text.find_first_of("\\@=") != std::string::npos;
}

bool names_pfx(const Results& values) {
  const Result& value = values.front();
  if (!value.is_textual()) return false;
  const std::string text = base::to_lower(value.text);
  return text.ends_with("pfx") || text.ends_with(".p12") || text == "pkcs12";
}

std::string verb_of(const std::string& name) {
  const std::size_t dash = name.find('-');
  return dash == std::string::npos ? std::string() : name.substr(0, dash);
}

// Cmdlets: Verb-Noun; everything else is a program or a function of the script.
bool is_cmdlet(const std::string& name) {
  const std::string verb = verb_of(name);
  return verb.size() >= 3 &&
         std::all_of(verb.begin(), verb.end(), [](char c) { return base::is_alpha(c); }) &&
         name.size() > verb.size() + 1 && base::is_alpha(name[verb.size() + 1]) &&
         name.find('.') == std::string::npos;
}

}  // namespace

// PrincipalContext(type, name, [container, [options,]] user, password): the password's place depends on their
// number.
void Emitter::name_context_password(Arguments& arguments) const {
  constexpr std::size_t kShortest = 4, kLongest = 6;
  if (arguments.size() < kShortest || arguments.size() > kLongest) return;
  static constexpr std::array<std::string_view, 6> kOptions = {"Negotiate", "SimpleBind", "SecureSocketLayer",
                                                               "Signing",   "Sealing",    "ServerBind"};
  const Result& last = arguments.back().second.front();
  const bool option =
      last.is_textual() && std::any_of(kOptions.begin(), kOptions.end(), [&](std::string_view name) {
        return base::starts_with_nocase(last.text, name);
      });
  if (!option || arguments.size() != kShortest) arguments.back().first = "Password";
}

// AuthenticationHeaderValue('Bearer', $token)
void Emitter::emit_authorization(NodeId node, const Arguments& arguments) {
  const Result& scheme = arguments[0].second.front();
  if (!scheme.is_textual()) return;
  Results headers;
  for (Result value : arguments[1].second) {
    if (value.is_textual()) value.text.insert(0, scheme.text + " ");
    headers.push_back(std::move(value));
  }
  emit_header(node, "Authorization", headers);
}

void Emitter::emit_constructor(NodeId node) {
  // New-Object T(a, b), [T]::new(a, b), [T]@{ … }
  if (tree_[node].kind == NodeKind::cast &&
      (tree_[tree_.child(node, 0)].kind != NodeKind::hashtable || is_type_cast(tree_[node].text))) {
    return;
  }
  std::string type;
  NodeId properties = kNoNode;
  Arguments arguments;
  for (const NodeId argument : evaluate_.constructor_arguments(node, type, properties)) {
    Results values = password_in(evaluate_(argument));
    for (Result& value : values) {  // [Text.Encoding]::UTF8.GetBytes('x') is what it was made of
      const bool made = value.kind == ResultKind::bytes && value.decoded_by.empty() &&
                        value.items != nullptr && value.items->size() == 1;
      if (made) value = Result(value.items->front());
    }
    arguments.emplace_back(std::string(), std::move(values));
  }
  if (tree_[properties].kind == NodeKind::hashtable) {
    const auto parts = tree_.children(properties);
    for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
      if (tree_[parts[i]].kind == NodeKind::string) {
        arguments.emplace_back(tree_[parts[i]].text, password_in(evaluate_(parts[i + 1])));
      }
    }
    const NodeId file = evaluate_.table_value(properties, "filename");
    if (file != kNoNode) emit_started(node, file, evaluate_.table_value(properties, "arguments"));
  }
  if (type.empty() || arguments.empty()) return;
  if (base::ends_with_nocase(type, "PrincipalContext")) name_context_password(arguments);
  if (base::ends_with_nocase(type, "UserPrincipal") && arguments.size() == 4)
    arguments[2].first = "Password";  // (context, name, password, enabled)
  if (takes_password_last(type) && arguments.size() >= 3 && arguments.back().first.empty())
    arguments.back().first = "Password";
  if (base::ends_with_nocase(type, "AuthenticationHeaderValue") && arguments.size() == 2) {
    emit_authorization(node, arguments);
    return;
  }
  std::string user = account(arguments);
  if (user.empty() && arguments.size() > 1 && base::ends_with_nocase(type, "credential") &&
      arguments.front().second.front().is_textual()) {
    user = arguments.front().second.front().text;
  }
  emit_call(node, std::move(type), std::move(arguments), std::move(user));
}

Results Emitter::password_in(Results values) {
  // A list of one is its item; a credential shows its password.
  Results shown;
  for (Result& value : values) {
    if (value.kind == ResultKind::list && value.items != nullptr && value.items->size() == 1) {
      value = Result(value.items->front());
    }
    if (value.kind == ResultKind::object && base::ends_with_nocase(value.text, "Credential") &&
        value.node != kNoNode) {
      for (Result& password : evaluate_.password_of(value)) shown.push_back(std::move(password));
    } else {
      shown.push_back(std::move(value));
    }
  }
  return shown;
}

void Emitter::emit_invoke(NodeId node) {
  const Node& self = tree_[node];
  const auto children = tree_.children(node);
  const std::string method = base::to_lower(self.text);
  const NodeKind held = tree_[children.front()].kind;
  const bool made = method == "new" && (held == NodeKind::type || held == NodeKind::variable);
  if ((self.flag && made) || is_creation(tree_, node)) {
    emit_constructor(node);
    return;
  }
  std::string name = self.text;
  if (name.empty()) return;
  std::vector<NodeId> arguments(children.begin() + 2, children.end());
  if (method == "appendchar" && arguments.size() == 1) {
    emit_append_char(node, arguments.front());
    return;
  }
  if ((method == "invoke" || method == "invokeset") && !arguments.empty()) {
    // $user.psbase.Invoke('SetPassword', @($password)) calls SetPassword.
    const Result called = evaluate_(arguments.front()).front();
    if (!called.is_textual()) return;
    name = called.text;
    Arguments passed;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
      Results values = evaluate_(arguments[i]);
      if (values.front().kind != ResultKind::list) {
        passed.emplace_back(std::string(), std::move(values));
        continue;
      }
      for (Result& item : flatten(values.front()))
        passed.emplace_back(std::string(), Results{std::move(item)});
    }
    if (!passed.empty()) emit_call(node, std::move(name), std::move(passed), {});
    return;
  }
  if (arguments.empty()) return;
  if (method == "bind" && evaluate_(arguments.front()).front().kind != ResultKind::object)
    return;  // a socket's, a list's
  Arguments passed;
  for (const NodeId argument : arguments)
    passed.emplace_back(std::string(), password_in(evaluate_(argument)));
  const bool key_value =
      (method == "add" || method == "set_item" || method == "tryaddwithoutvalidation" || method == "set" ||
       method == "setattribute" || method == "addwithvalue" || method == "addparameter") &&
      passed.size() == 2 && passed[0].second.front().is_textual();
  if (key_value)
    emit_named_value(node, path_of(tree_, children.front()), passed[0].second.front().text, passed[1].second,
                     false);
  if (method == "setenvironmentvariable" && passed.size() >= 2 && passed[0].second.front().is_textual()) {
    emit_named_value(node, "env:" + passed[0].second.front().text, passed[0].second.front().text,
                     passed[1].second, false);
  }
  if (method == "setvalue" && passed.size() >= 2) {
    // $key.SetValue('Password', 'x'), [Registry]::SetValue($key, 'Password', 'x')
    const std::size_t at = self.flag ? 1 : 0;
    if (at + 1 < passed.size() && passed[at].second.front().is_textual()) {
      const std::string value_name = passed[at].second.front().text;
      emit_named_value(node, "registry." + value_name, value_name, passed[at + 1].second, false);
    }
  }
  if (method == "put" && passed.size() == 2 && passed[0].second.front().is_textual() &&
      base::equal_nocase(passed[0].second.front().text, "unicodePwd")) {
    emit_directory_password(node, arguments[1]);
    return;
  }
  if (method == "replace" && arguments.size() == 2) emit_filled_mark(node, arguments[0], arguments[1]);
  if (!self.flag) name_method(node, passed, name);
  if (method == "bind") name = "LdapConnection.Bind";
  emit_call(node, std::move(name), std::move(passed), {});
}

// Names a call whose method's name says little by what it is called on or with.
void Emitter::name_method(NodeId node, const Arguments& passed, std::string& name) const {
  const std::string method = base::to_lower(name);
  const std::string holder = base::to_lower(path_of(tree_, tree_.child(node, 0)));
  const bool documents = holder.ends_with("workbooks") || holder.ends_with("documents");
  if (method == "open" && documents) {
    if (passed.size() >= 5) name = "WorkbookOpen";
    return;
  }
  for (const MethodRow& row : kMethods) {
    if (method != row.method || passed.size() < row.fewest || passed.size() > row.most) continue;
    if (row.account != 0 && !may_be_account(passed[row.account - 1].second)) continue;
    const bool connection = row.method != "open" || (passed.front().second.front().is_textual() &&
                                                     base::find_nocase(passed.front().second.front().text,
                                                                       "provider") != std::string::npos);
    if (connection) name = row.canonical;
  }
  if ((method == "import" || method == "export") && passed.size() >= 2 && passed.size() <= 3) {
    const bool pfx = names_pfx(passed.front().second) || (method == "import" && passed.size() == 3);
    if (pfx) name = "CertificateImport";
  }
  if ((method == "protect" || method == "unprotect") && !passed.empty() && passed.size() != 3)
    name = "WorksheetProtect";
}

// $user.Put('unicodePwd', [Text.Encoding]::Unicode.GetBytes('"x"'))
void Emitter::emit_directory_password(NodeId node, NodeId value) {
  for (int i = 0; i < 8 && (tree_[value].kind == NodeKind::cast || tree_[value].kind == NodeKind::paren); ++i)
    value = tree_.child(value, 0);
  const auto children = tree_.children(value);
  if (tree_[value].kind == NodeKind::invoke && children.size() == 3) value = children[2];
  Results passwords;
  for (Result& result : evaluate_(value)) {
    if (result.is_textual() && result.text.size() > 2 && result.text.front() == '"' &&
        result.text.back() == '"') {
      result.text = result.text.substr(1, result.text.size() - 2);
      if (!result.computed && result.span.size() > 2)
        result.span = {result.span.begin + 1, result.span.end - 1};
    }
    passwords.push_back(std::move(result));
  }
  emit_call(node, "SetPassword", {{std::string(), passwords}}, {});
}

void Emitter::emit_append_char(NodeId node, NodeId argument) {
  const Results texts = evaluate_.appended_text(argument);
  if (!texts.empty()) {
    emit_call(node, "AppendChar", {{std::string(), texts}}, {});
    return;
  }
  if (const Result whole = evaluate_.filled_in_loop(node); whole.kind == ResultKind::text) {
    emit_call(node, "AppendChar", {{std::string(), Results{whole}}}, {});
    return;
  }
  const Result character = evaluate_(argument).front();
  if (character.is_textual() && base::count_code_points(character.text) == 1) {
    appended_.emplace_back(path_of(tree_, tree_.child(node, 0)), node);
  }
}

void Emitter::emit_append_series() {
  // $s.AppendChar('P'); $s.AppendChar('w'); …
  std::set<std::string> done;
  for (const auto& [name, first] : appended_) {
    if (!done.insert(name).second) continue;
    Result whole{.kind = ResultKind::text, .computed = true};
    std::size_t count = 0;
    for (const auto& [other, node] : appended_) {
      if (other != name || tree_[node].in_comment != tree_[first].in_comment) continue;
      whole.text += evaluate_(tree_.child(node, 2)).front().text;
      whole.span = {tree_[first].begin, tree_[node].end};
      ++count;
    }
    if (count >= kFewestAppended && count <= 256)
      emit_call(first, "AppendChar", {{std::string(), Results{whole}}}, {});
    if (done.size() > 16) return;
  }
}

std::string Emitter::program_name(NodeId node) {
  // "$env:ProgramFiles\PuTTY\plink.exe" and Join-Path $tools 'plink.exe': the folder is unknown, the program
  // is not.
  const Node& first = tree_[node];
  for (int i = 0; i < 6; ++i) {
    const Node& self = tree_[node];
    if (self.kind == NodeKind::variable) {
      const auto ids = symbols_.reaching(self.text, node);
      if (ids.empty()) break;
      node = symbols_.definition(ids.front()).node;
    } else if (self.kind == NodeKind::paren) {
      node = tree_.child(node, 0);
    } else if (self.kind == NodeKind::command) {
      if (!base::equal_nocase(tree_[tree_.child(node, 0)].text, "Join-Path") ||
          tree_.children(node).size() < 3)
        return {};
      node = tree_.children(node).back();
    } else {
      break;
    }
  }
  std::string name(base::file_name(make_template(node).text));
  if (tree_[node].kind == NodeKind::variable || name.find(Template::kHole) != std::string::npos) {
    // & $plink: what it holds is unknown, but people call it by its name.
    static constexpr std::array<std::string_view, 8> kCalledSo = {"plink", "pscp",  "psexec",    "sqlcmd",
                                                                  "curl",  "mysql", "mysqldump", "net"};
    std::string called = first.kind == NodeKind::variable ? first.text : std::string();
    for (const std::string_view ending : {"exe", "path", "bin"}) {
      if (called.ends_with(ending)) called.resize(called.size() - ending.size());
    }
    const bool known = std::find(kCalledSo.begin(), kCalledSo.end(), called) != kCalledSo.end();
    if (known) return called;
  }
  if (base::ends_with_nocase(name, ".exe")) name.resize(name.size() - 4);
  return name.find(Template::kHole) == std::string::npos ? name : std::string();
}

void Emitter::emit_command(NodeId node) {
  std::string name = evaluate_.command_name(node);
  if (name.empty()) name = program_name(tree_.child(node, 0));
  if (name.empty()) return;
  if (name == "New-Object") {
    emit_constructor(node);
    return;
  }
  if (is_cmdlet(name) || find_command(name) != nullptr) {
    emit_known_command(node, name);
    return;
  }
  if (upstream_[node] != kNoNode)  // 'x' | plink …
    emit_option(node, base::to_lower(name), "stdin", evaluate_(upstream_[node]), {});
  emit_program(node, base::to_lower(name), words_of(node));
  emit_parameters(node, name, arrange(tree_, node, name), kShortestParameter);
}

void Emitter::emit_parameters(NodeId node, const std::string& program, const CommandLine& line,
                              std::size_t shortest) {
  if (program == "openssl") return;  // -passin pass:x, env:x, file:x
  for (const NamedArgument& argument : line.arguments) {
    if (argument.name.size() < shortest) continue;
    if (argument.parameter == kNoNode || argument.value == kNoNode || argument.is_switch) continue;
    const NodeKind kind = tree_[argument.value].kind;
    if (kind == NodeKind::hashtable || kind == NodeKind::script_block) continue;
    model::Fact fact = fact_at(model::FactKind::option, node);
    fact.name = "-" + argument.name;
    fact.path = program;
    emit_values(std::move(fact), password_in(evaluate_(argument.value)));
  }
}

// ProcessStartInfo: the program and the line of its arguments are set apart.
void Emitter::emit_started(NodeId node, NodeId file, NodeId arguments) {
  const Result program = evaluate_(file).front();
  if (!program.is_textual() || arguments == kNoNode) return;
  std::string name = base::to_lower(base::file_name(program.text));
  if (name.ends_with(".exe")) name.resize(name.size() - 4);
  emit_program(node, name, split_words({.content = make_template(arguments), .node = arguments}));
}

void Emitter::emit_registry(NodeId node, const CommandLine& line) {
  // Set-ItemProperty HKLM:\… -Name DefaultPassword -Value 'x'
  const Results names = evaluate_(line.named("Name"));
  const Result& name = names.front();
  if (line.named("Value") == kNoNode || !name.is_textual()) return;
  if (names.size() > 1) {  // foreach ($pair in $pairs) { … -Name $pair[0] -Value $pair[1] }
    const Results values = evaluate_(line.named("Value"));
    for (std::size_t i = 0; i < names.size() && names.size() == values.size(); ++i) {
      if (names[i].is_textual())
        emit_named_value(node, "registry." + names[i].text, names[i].text, {values[i]}, false);
    }
    return;
  }
  emit_named_value(node, "registry." + name.text, name.text, evaluate_(line.named("Value")), false);
}

// Invoke-WmiMethod -Name Change -ArgumentList @($null, …, 'account', 'password')
void Emitter::emit_wmi_change(NodeId node, const CommandLine& line, const Arguments& arguments) {
  constexpr std::size_t kPassword = 8;
  const bool change = std::any_of(arguments.begin(), arguments.end(), [](const auto& argument) {
    return base::equal_nocase(argument.first, "Name") && !argument.second.empty() &&
           base::equal_nocase(argument.second.front().text, "Change");
  });
  const NodeId list = line.named("ArgumentList");
  if (!change || list == kNoNode) return;
  const std::vector<NodeId> items = evaluate_.argument_nodes(list, 0);
  if (items.size() < kPassword) return;
  Arguments passed;
  for (const NodeId item : items) passed.emplace_back(std::string(), password_in(evaluate_(item)));
  emit_call(node, "ServiceChange", std::move(passed), {});
}

void Emitter::emit_known_command(NodeId node, const std::string& name) {
  const CommandLine line = arrange(tree_, node, name);
  if (name == "ForEach-Object" || name == "Where-Object" || name == "Set-Alias" || name == "New-Alias")
    return;
  if (name == "Set-Variable" || name == "New-Variable") {
    const Result variable = evaluate_(line.named("Name")).front();
    if (variable.is_textual())
      emit_named_value(node, variable.text, variable.text, evaluate_(line.named("Value")), false);
    return;
  }
  if (name == "ConvertFrom-Csv" || name == "ConvertFrom-StringData") return emit_records(node, name);
  const bool content =
      name == "Set-Content" && base::starts_with_nocase(tree_[line.named("Path")].text, "env:");
  if (name == "Set-Item" || name == "New-Item" || content) {
    const Result path = evaluate_(line.named("Path")).front();
    const std::size_t colon = path.is_textual() ? path.text.find(':') : std::string::npos;
    if (colon == std::string::npos || line.named("Value") == kNoNode) return;
    std::string variable(base::file_name(path.text.substr(colon + 1)));
    if (const Result given = evaluate_(line.named("Name")).front(); variable.empty() && given.is_textual())
      variable = given.text;
    emit_named_value(node, path.text, variable, evaluate_(line.named("Value")), false);
    return;
  }
  if (name == "Set-ItemProperty" || name == "New-ItemProperty") return emit_registry(node, line);
  if (name == "Add-Member") {
    NodeId key = line.named("Name");
    NodeId value = line.named("Value");
    if (line.named("NotePropertyName") != kNoNode) {
      key = line.named("NotePropertyName");
      value = line.named("NotePropertyValue");
    } else if (value == kNoNode) {
      value = key;
      key = line.named("MemberType");
    }
    if (tree_[key].kind == NodeKind::string && value != kNoNode) {
      emit_named_value(node, tree_[key].text, tree_[key].text, evaluate_(value), false);
    }
    return;
  }
  if (name == "Invoke-Expression" || name == "Start-Process") {
    std::vector<Word> words;
    if (name == "Invoke-Expression") {
      NodeId command = line.named("Command");
      if (tree_[command].kind == NodeKind::variable) {  // $cmd = "…"; Invoke-Expression $cmd
        const auto ids = symbols_.reaching(tree_[command].text, command);
        const NodeId held = ids.empty() ? kNoNode : symbols_.definition(ids.front()).node;
        const NodeKind kind = tree_[held].kind;
        if (kind == NodeKind::string || kind == NodeKind::expandable) command = held;
      }
      Word whole{.content = make_template(command), .node = command};
      words = split_words(whole);
    } else {
      const NodeId given = line.named("ArgumentList");
      const NodeId arguments = given != kNoNode ? given : line.named("Args");
      words.push_back({.content = make_template(line.named("FilePath")), .node = line.named("FilePath")});
      std::vector<NodeId> items{arguments};
      const NodeKind kind = tree_[arguments].kind;
      if (kind == NodeKind::variable) {
        items = items_of(arguments);
      } else if (kind == NodeKind::list || kind == NodeKind::array || kind == NodeKind::paren) {
        items = evaluate_.argument_nodes(arguments, 0);
      }
      for (const NodeId item : items) {
        Word word{.content = make_template(item), .node = item};
        for (Word& part : split_words(word)) words.push_back(std::move(part));
      }
    }
    if (!words.empty()) {
      const Results program = value_of(words.front(), 0, words.front().content.text.size());
      const bool known = !program.empty() && program.front().is_textual();
      std::string file = base::to_lower(known ? std::string(base::file_name(program.front().text))
                                              : program_name(words.front().node));
      if (file.ends_with(".exe")) file.resize(file.size() - 4);
      words.erase(words.begin());
      emit_program(node, file, std::move(words));
    }
    return;
  }
  Arguments arguments;
  std::string user;
  for (const NamedArgument& argument : line.arguments) {
    if (argument.is_switch) {
      Result on{.kind = ResultKind::text, .text = "true"};
      on.span = {tree_[argument.parameter].begin, tree_[argument.parameter].end};
      arguments.emplace_back(argument.name, Results{on});
    } else if (argument.value != kNoNode) {
      const NodeKind kind = tree_[argument.value].kind;
      if (kind == NodeKind::script_block) continue;
      arguments.emplace_back(argument.name, password_in(evaluate_(argument.value)));
    }
  }
  for (const std::string& splat : line.splats) {
    for (const Result& table : evaluate_.splatted(splat, node)) {
      const auto parts = tree_.children(table.node);
      for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
        if (tree_[parts[i]].kind == NodeKind::string)
          arguments.emplace_back(tree_[parts[i]].text, evaluate_(parts[i + 1]));
      }
    }
  }
  user = account(arguments);
  if (name == "ConvertTo-SecureString" && line.named("String") == kNoNode && upstream_[node] != kNoNode) {
    arguments.emplace(arguments.begin(), "String", password_in(evaluate_(upstream_[node])));
  }
  if (name == "ConvertTo-SecureString" && !line.has("AsPlainText")) {
    // An encrypted text: a secret where its key stands beside it.
    const bool key_known = std::any_of(arguments.begin(), arguments.end(), [](const auto& argument) {
      const ResultKind kind = argument.second.empty() ? ResultKind::unknown : argument.second.front().kind;
      return base::equal_nocase(argument.first, "Key") &&
             (kind == ResultKind::list || kind == ResultKind::bytes);
    });
    for (auto& [argument, values] : arguments) {
      if (base::equal_nocase(argument, "String")) argument = key_known ? "Encrypted" : "Protected";
    }
  }
  // Set-WebConfigurationProperty … -Name password -Value 'x'
  if (line.named("Name") != kNoNode && line.named("Value") != kNoNode)
    emit_pair(line.named("Name"), line.named("Value"));
  emit_wmi_change(node, line, arguments);
  if (!arguments.empty()) emit_call(node, name, std::move(arguments), user);
  emit_parameters(node, name, line);
}

}  // namespace tamis::read::powershell
