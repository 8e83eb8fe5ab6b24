#include "read/powershell/commands.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

constexpr std::array kCommands = {
    CommandSpec{"ConvertTo-SecureString", "String", "Key SecureKey", "AsPlainText Force"},
    CommandSpec{"New-Object", "TypeName ArgumentList", "Property ComObject", "Strict"},
    CommandSpec{"Set-Variable", "Name Value", "Scope Option Visibility Description", "Force PassThru"},
    CommandSpec{"New-Variable", "Name Value", "Scope Option Visibility Description", "Force PassThru"},
    CommandSpec{"Get-Variable", "Name", "Scope Include Exclude", "ValueOnly"},
    CommandSpec{"Set-Alias", "Name Value", "Scope Option Description", "Force PassThru"},
    CommandSpec{"New-Alias", "Name Value", "Scope Option Description", "Force PassThru"},
    CommandSpec{"Set-Item", "Path Value", "LiteralPath", "Force PassThru"},
    CommandSpec{"Set-Content", "Path Value", "LiteralPath Encoding", "Force NoNewline"},
    CommandSpec{"New-Item", "Path", "Name ItemType Value", "Force"},
    CommandSpec{"Set-ItemProperty", "Path Name Value", "LiteralPath Type PropertyType", "Force PassThru"},
    CommandSpec{"New-ItemProperty", "Path Name", "LiteralPath Value PropertyType", "Force"},
    CommandSpec{"Add-Member", "MemberType Name Value",
                "InputObject NotePropertyName NotePropertyValue NotePropertyMembers TypeName SecondValue",
                "Force PassThru"},
    CommandSpec{"ForEach-Object", "Process", "Begin End InputObject MemberName ArgumentList ThrottleLimit",
                "Parallel"},
    CommandSpec{"Where-Object", "FilterScript Value", "Property InputObject", "EQ NE Match Like"},
    CommandSpec{"Start-Process", "FilePath ArgumentList", "Args Credential WorkingDirectory WindowStyle Verb",
                "NoNewWindow Wait PassThru"},
    CommandSpec{"Invoke-Expression", "Command", "", ""},
    CommandSpec{"Invoke-Command", "ComputerName ScriptBlock", "Session ArgumentList Credential FilePath",
                "AsJob"},
    CommandSpec{"Start-Job", "ScriptBlock", "Name ArgumentList Credential FilePath InputObject", ""},
    CommandSpec{"Start-ThreadJob", "ScriptBlock", "Name ArgumentList FilePath InputObject ThrottleLimit", ""},
    CommandSpec{"Register-ScheduledJob", "Name ScriptBlock", "Trigger ArgumentList Credential FilePath", ""},
    CommandSpec{"Write-Output", "InputObject", "", "NoEnumerate"},
    CommandSpec{"Read-Host", "Prompt", "", "AsSecureString MaskInput"},
    CommandSpec{"Get-Credential", "UserName", "Message Title", ""},
    CommandSpec{"Get-Secret", "Name Vault", "InputObject", "AsPlainText"},
    CommandSpec{"Get-Content", "Path", "LiteralPath TotalCount Tail Encoding Delimiter", "Raw Wait"},
    CommandSpec{"Import-Clixml", "Path", "LiteralPath", ""},
    CommandSpec{"Import-Csv", "Path Delimiter", "LiteralPath Header Encoding", ""},
    CommandSpec{"ConvertFrom-Csv", "InputObject Delimiter", "Header", ""},
    CommandSpec{"ConvertFrom-Json", "InputObject", "Depth", "AsHashtable"},
    CommandSpec{"ConvertFrom-StringData", "StringData", "Delimiter", ""},
    CommandSpec{"Invoke-Sqlcmd", "Query",
                "ServerInstance Database Username Password QueryTimeout ConnectionString InputFile HostName "
                "Variable Credential ConnectionTimeout NewPassword AccessToken",
                "EncryptConnection TrustServerCertificate"},
    CommandSpec{"Connect-VIServer", "Server", "User Password Protocol Port Credential Session WarningAction",
                "Force NotDefault AllLinked"},
    CommandSpec{"Register-ScheduledTask", "TaskName TaskPath",
                "Action Trigger User Password RunLevel Settings Principal Description Xml InputObject",
                "Force"},
    CommandSpec{"Set-ScheduledTask", "TaskName TaskPath",
                "Action Trigger User Password Settings Principal InputObject", ""},
    CommandSpec{"Register-ScheduledJob", "Name ScriptBlock", "FilePath Trigger Credential", "RunNow"},
    CommandSpec{"Import-PfxCertificate", "FilePath CertStoreLocation", "Password", "Exportable"},
    CommandSpec{"Export-PfxCertificate", "Cert FilePath", "Password ProtectTo ChainOption", "Force"},
    CommandSpec{"New-LocalUser", "Name", "Password FullName Description AccountExpires",
                "NoPassword PasswordNeverExpires UserMayNotChangePassword AccountNeverExpires Disabled"},
    CommandSpec{"Set-LocalUser", "Name", "Password FullName Description PasswordNeverExpires", ""},
    CommandSpec{"New-ADUser", "Name",
                "AccountPassword SamAccountName Path Enabled UserPrincipalName Server Credential DisplayName "
                "GivenName Surname",
                "PassThru"},
    CommandSpec{"Set-ADAccountPassword", "Identity", "NewPassword OldPassword Server Credential",
                "Reset PassThru"},
    CommandSpec{"New-PSDrive", "Name PSProvider Root", "Credential Scope Description", "Persist"},
    CommandSpec{"Connect-PnPOnline", "Url", "ClientId ClientSecret Credentials Thumbprint Tenant",
                "Interactive"},
    CommandSpec{"New-AzStorageContext", "StorageAccountName StorageAccountKey",
                "ConnectionString SasToken Environment Protocol", "Anonymous"},
    CommandSpec{"Get-Command", "Name", "Module CommandType", ""},
    CommandSpec{"Invoke-RestMethod", "Uri",
                "Method Headers Body ContentType Credential Proxy ProxyCredential OutFile TimeoutSec "
                "UserAgent Token Authentication",
                "UseBasicParsing UseDefaultCredentials SkipCertificateCheck"},
    CommandSpec{"Invoke-WebRequest", "Uri",
                "Method Headers Body ContentType Credential Proxy ProxyCredential OutFile TimeoutSec "
                "UserAgent Token Authentication",
                "UseBasicParsing UseDefaultCredentials SkipCertificateCheck"},
};

struct Alias {
  std::string_view name;
  std::string_view command;
};
constexpr std::array kAliases = {
    Alias{"%", "ForEach-Object"},      Alias{"foreach", "ForEach-Object"},
    Alias{"?", "Where-Object"},        Alias{"where", "Where-Object"},
    Alias{"sal", "Set-Alias"},         Alias{"nal", "New-Alias"},
    Alias{"sv", "Set-Variable"},       Alias{"set", "Set-Variable"},
    Alias{"nv", "New-Variable"},       Alias{"gv", "Get-Variable"},
    Alias{"si", "Set-Item"},           Alias{"ni", "New-Item"},
    Alias{"sp", "Set-ItemProperty"},   Alias{"gc", "Get-Content"},
    Alias{"cat", "Get-Content"},       Alias{"type", "Get-Content"},
    Alias{"ipcsv", "Import-Csv"},      Alias{"gcm", "Get-Command"},
    Alias{"iex", "Invoke-Expression"}, Alias{"icm", "Invoke-Command"},
    Alias{"saps", "Start-Process"},    Alias{"start", "Start-Process"},
    Alias{"irm", "Invoke-RestMethod"}, Alias{"iwr", "Invoke-WebRequest"},
    Alias{"echo", "Write-Output"},     Alias{"write", "Write-Output"},
    Alias{"new", "New-Object"},
};

// Calls `each` with the words of `list` until it returns true.
template <typename Function>
bool any_word(std::string_view list, Function each) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (each(list.substr(0, end))) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

// The parameter of which `written` is the name or an abbreviation.
std::string_view find_parameter(const CommandSpec& spec, std::string_view written, bool& is_switch) {
  std::string_view found;
  const auto look = [&](std::string_view list, bool switches) {
    return any_word(list, [&](std::string_view name) {
      if (base::equal_nocase(name, written)) {
        found = name;
        is_switch = switches;
        return true;
      }
      if (found.empty() && base::starts_with_nocase(name, written)) {
        found = name;
        is_switch = switches;
      }
      return false;
    });
  };
  if (!look(spec.switches, true) && !look(spec.positional, false)) look(spec.others, false);
  return found;
}

bool glob_fits(std::string_view pattern, std::string_view name) {
  return base::glob_match(base::to_lower(pattern), base::to_lower(name));
}

}  // namespace

const CommandSpec* find_command(std::string_view name) {
  const auto row = std::find_if(kCommands.begin(), kCommands.end(), [name](const CommandSpec& spec) {
    return base::equal_nocase(spec.name, name);
  });
  return row == kCommands.end() ? nullptr : &*row;
}

std::string canonical_command(std::string_view name) {
  // Microsoft.PowerShell.Security\ConvertTo-SecureString
  if (const std::size_t slash = name.rfind('\\'); slash != std::string_view::npos) {
    if (const CommandSpec* spec = find_command(name.substr(slash + 1))) return std::string(spec->name);
  }
  for (const Alias& alias : kAliases) {
    if (base::equal_nocase(alias.name, name)) return std::string(alias.command);
  }
  const CommandSpec* spec = find_command(name);
  return std::string(spec == nullptr ? name : spec->name);
}

std::string match_command(std::string_view pattern) {
  for (const CommandSpec& spec : kCommands) {
    if (glob_fits(pattern, spec.name)) return std::string(spec.name);
  }
  return std::string(pattern);
}

NodeId CommandLine::named(std::string_view name) const {
  for (const NamedArgument& argument : arguments) {
    if (base::equal_nocase(argument.name, name)) return argument.value;
  }
  return kNoNode;
}

NodeId CommandLine::positional(std::size_t index) const {
  for (const NamedArgument& argument : arguments) {
    if (!argument.name.empty()) continue;
    if (index == 0) return argument.value;
    --index;
  }
  return kNoNode;
}

bool CommandLine::has(std::string_view name) const {
  return std::any_of(arguments.begin(), arguments.end(), [name](const NamedArgument& argument) {
    return base::equal_nocase(argument.name, name);
  });
}

CommandLine arrange(const Tree& tree, NodeId command, std::string_view canonical_name) {
  const CommandSpec* spec = find_command(canonical_name);
  const auto children = tree.children(command);
  CommandLine line;
  for (std::size_t i = 1; i < children.size(); ++i) {
    const Node& node = tree[children[i]];
    if (node.kind == NodeKind::splat) {
      line.splats.push_back(node.text);
      continue;
    }
    NamedArgument argument;
    if (node.kind == NodeKind::parameter) {
      argument.parameter = children[i];
      argument.name = node.text;
      if (spec != nullptr) {
        const std::string_view name = find_parameter(*spec, node.text, argument.is_switch);
        if (!name.empty()) argument.name = name;
      }
      argument.value = tree.child(children[i], 0);
      const bool takes_next = argument.value == kNoNode && !argument.is_switch && i + 1 < children.size() &&
                              tree[children[i + 1]].kind != NodeKind::parameter &&
                              tree[children[i + 1]].kind != NodeKind::splat;
      if (takes_next) argument.value = children[++i];
    } else {
      argument.value = children[i];
    }
    line.arguments.push_back(std::move(argument));
  }
  if (spec == nullptr) return line;
  // What stands without a name takes the positions that are still free.
  auto free = line.arguments.begin();
  any_word(spec->positional, [&](std::string_view name) {
    if (line.has(name)) return false;
    free = std::find_if(free, line.arguments.end(), [](const NamedArgument& a) { return a.name.empty(); });
    if (free == line.arguments.end()) return true;
    free->name = name;
    ++free;
    return false;
  });
  return line;
}

}  // namespace tamis::read::powershell
