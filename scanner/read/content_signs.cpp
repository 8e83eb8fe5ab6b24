#include "read/content_signs.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "base/byte_set.h"
#include "base/text.h"

namespace tamis::read {
namespace {

using model::Language;

struct Sign {
  std::string_view text;
  Language language;
};

struct Scores {
  std::array<int, static_cast<std::size_t>(Language::count_)> of{};
  int& operator[](Language language) { return of[static_cast<std::size_t>(language)]; }
};

// The interpreter's name within a first line "#!…".
constexpr Sign kInterpreters[] = {
    {"python", Language::python},   {"pwsh", Language::powershell}, {"powershell", Language::powershell},
    {"node", Language::javascript}, {"deno", Language::javascript}, {"bun", Language::javascript},
    {"php", Language::php},         {"ruby", Language::ruby},       {"perl", Language::perl},
    {"lua", Language::lua},         {"groovy", Language::java},     {"kotlin", Language::java},
    {"scala", Language::java},      {"ansible", Language::yaml},    {"expect", Language::shell},
    {"tclsh", Language::shell},     {"sh", Language::shell},        {"make", Language::shell},
    {"awk", Language::shell},
};

// How a text begins, blanks skipped, ASCII case ignored.
constexpr Sign kBeginnings[] = {
    {"<?xml", Language::xml},
    {"<?php", Language::php},
    {"<?=", Language::php},
    {"<!doctype html", Language::html},
    {"<html", Language::html},
    {"<objs ", Language::xml},
    {"<configuration", Language::xml},
    {"<project", Language::xml},
    {"<beans", Language::xml},
    {"<unattend", Language::xml},
    {"<!--", Language::xml},
    {"windows registry editor", Language::reg},
    {"regedit4", Language::reg},
    {"#requires -", Language::powershell},
    {"@echo off", Language::batch},
    {"@echo on", Language::batch},
    {"<#", Language::powershell},
    {"option explicit", Language::vbscript},
    {"on error resume next", Language::vbscript},
    {"package main", Language::go},
    {"attribute vb_name", Language::vbscript},
};

// Anywhere on a line's start (blanks skipped), ASCII case ignored: each is worth one.
constexpr Sign kLineStarts[] = {
    {"param(", Language::powershell},
    {"param (", Language::powershell},
    {"[cmdletbinding", Language::powershell},
    {"[parameter(", Language::powershell},
    {"import-module ", Language::powershell},
    {"using namespace ", Language::powershell},
    {"write-host ", Language::powershell},
    {"setlocal", Language::batch},
    {"goto ", Language::batch},
    {"rem ", Language::batch},
    {"if errorlevel", Language::batch},
    {"set \"", Language::batch},
    {"@set ", Language::batch},
    {"if not exist ", Language::batch},
    {"net use ", Language::batch},
    {"dim ", Language::vbscript},
    {"set obj", Language::vbscript},
    {"wscript.", Language::vbscript},
    {"end sub", Language::vbscript},
    {"end function", Language::vbscript},
    {"private sub ", Language::vbscript},
    {"public sub ", Language::vbscript},
    {"sub ", Language::vbscript},
    {"imports system", Language::vbnet},
    {"end class", Language::vbnet},
    {"end module", Language::vbnet},
    {"import ", Language::python},
    {"def ", Language::python},
    {"elif ", Language::python},
    {"if __name__", Language::python},
    {"print(", Language::python},
    {"@dataclass", Language::python},
    {"const ", Language::javascript},
    {"let ", Language::javascript},
    {"function ", Language::javascript},
    {"module.exports", Language::javascript},
    {"export default", Language::javascript},
    {"async ", Language::javascript},
    {"interface ", Language::javascript},
    {"console.log", Language::javascript},
    {"'use strict'", Language::javascript},
    {"import java", Language::java},
    {"import org.", Language::java},
    {"import com.", Language::java},
    {"import javax.", Language::java},
    {"public class ", Language::java},
    {"@override", Language::java},
    {"pipeline {", Language::java},
    {"package com.", Language::java},
    {"package org.", Language::java},
    {"using system", Language::csharp},
    {"namespace ", Language::csharp},
    {"[serializable]", Language::csharp},
    {"package ", Language::go},
    {"func ", Language::go},
    {"import (", Language::go},
    {"use std::", Language::rust},
    {"fn ", Language::rust},
    {"pub fn ", Language::rust},
    {"let mut ", Language::rust},
    {"impl ", Language::rust},
    {"require '", Language::ruby},
    {"end", Language::ruby},
    {"attr_", Language::ruby},
    {"use strict;", Language::perl},
    {"use warnings;", Language::perl},
    {"my $", Language::perl},
    {"my (", Language::perl},
    {"use net::", Language::perl},
    {"sub ", Language::perl},
    {"local ", Language::lua},
    {"#include", Language::c},
    {"#define ", Language::c},
    {"int main(", Language::c},
    {"typedef ", Language::c},
    {"select ", Language::sql},
    {"insert into ", Language::sql},
    {"create table", Language::sql},
    {"create user", Language::sql},
    {"alter user", Language::sql},
    {"grant ", Language::sql},
    {"update ", Language::sql},
    {"create role", Language::sql},
    {"alter login", Language::sql},
    {"create login", Language::sql},
    {"set password", Language::sql},
    {"exec sp_", Language::sql},
    {"drop ", Language::sql},
    {"alter role", Language::sql},
    {"export ", Language::shell},
    {"fi", Language::shell},
    {"done", Language::shell},
    {"esac", Language::shell},
    {"sudo ", Language::shell},
    {"echo ", Language::shell},
    {"if [", Language::shell},
    {"source ", Language::shell},
    {"from ", Language::shell},
    {"run ", Language::shell},
    {"curl ", Language::shell},
    {"ldapsearch ", Language::shell},
    {"ldapmodify ", Language::shell},
    {"ldapadd ", Language::shell},
    {"ldapwhoami ", Language::shell},
    {"ldappasswd ", Language::shell},
    {"mysql ", Language::shell},
    {"mysqldump ", Language::shell},
    {"psql ", Language::shell},
    {"docker ", Language::shell},
    {"kubectl ", Language::shell},
    {"ssh ", Language::shell},
    {"sshpass ", Language::shell},
    {"apt-get ", Language::shell},
    {"set -e", Language::shell},
    {"cd ", Language::shell},
    {"$ ", Language::shell},
    {"smbclient ", Language::shell},
    {"mount ", Language::shell},
    {"openssl ", Language::shell},
    {"dn: ", Language::ldif},
    {"dn:: ", Language::ldif},
    {"changetype:", Language::ldif},
    {"objectclass: ", Language::ldif},
    {"userpassword:", Language::ldif},
    {"olcrootpw:", Language::ldif},
    {"resource \"", Language::hcl},
    {"variable \"", Language::hcl},
    {"provider \"", Language::hcl},
    {"authorization: ", Language::http},
    {"host: ", Language::http},
    {"user-agent: ", Language::http},
};

bool is_name(char c) {
  return base::is_word(c) || c == '-' || c == '.';
}

std::optional<Language> by_shebang(std::string_view head) {
  if (!head.starts_with("#!")) return std::nullopt;
  const auto line = head.substr(0, head.find('\n'));
  for (const auto& sign : kInterpreters) {
    if (line.find(sign.text) != std::string_view::npos) return sign.language;
  }
  return std::nullopt;
}

// A word pair such as Get-ADUser, New-Object: a verb that PowerShell approves, a dash, a noun with a capital.
bool is_cmdlet(std::string_view line, std::size_t dash) {
  constexpr std::string_view kVerbs[] = {"new",      "get",       "set",         "add",   "remove", "invoke",
                                         "connect",  "convertto", "convertfrom", "write", "read",   "start",
                                         "stop",     "import",    "export",      "test",  "enable", "disable",
                                         "register", "install",   "foreach",     "where", "select", "out"};
  std::size_t begin = dash;
  while (begin > 0 && base::is_alpha(line[begin - 1])) --begin;
  const auto verb = line.substr(begin, dash - begin);
  const bool known = std::any_of(std::begin(kVerbs), std::end(kVerbs),
                                 [verb](std::string_view v) { return base::equal_nocase(v, verb); });
  return known && base::is_upper(verb.front()) && dash + 1 < line.size() && base::is_upper(line[dash + 1]) &&
         (begin == 0 || !is_name(line[begin - 1]));
}

void score_powershell(std::string_view line, Scores& scores) {
  // Every sign begins with one of them.
  constexpr base::ByteSet kFirst("-$[:@|");
  std::array<bool, 128> stands{};
  bool any = false;
  for (const char c : line) {
    if (!kFirst.has(c)) continue;
    stands[static_cast<unsigned char>(c)] = any = true;
  }
  if (!any) return;
  auto& score = scores[Language::powershell];
  for (auto dash = line.find('-', 1); dash != std::string_view::npos; dash = line.find('-', dash + 1)) {
    if (is_cmdlet(line, dash)) score += 2;
  }
  const auto holds = [line, &stands](std::string_view sign) {
    return stands[static_cast<unsigned char>(sign.front())] &&
           base::find_nocase(line, sign) != std::string_view::npos;
  };
  if (holds("$env:")) score += 2;
  if (line.size() > 3 && line.front() == '$' && base::is_alpha(line[1])) {
    const auto end =
        std::find_if_not(line.begin() + 1, line.end(), [](char c) { return base::is_word(c) || c == ':'; });
    const auto rest = base::trim(line.substr(static_cast<std::size_t>(end - line.begin())));
    if (rest.starts_with("=") && !rest.ends_with(";")) score += 1;
  }
  for (const std::string_view sign :
       {"-eq ", "[string]", "[securestring]", "::new(", "@{", "| % {", "[adsi]"}) {
    if (holds(sign)) score += 1;
  }
}

// KEY=value without blanks before '=': shell with "export"-less assignments, or an environment file.
std::size_t key_length(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && is_name(line[i])) ++i;
  return i;
}

void score_configuration(std::string_view line, Scores& scores) {
  if (line.front() == '[' && line.back() == ']' && line.size() > 2 &&
      line.find('=') == std::string_view::npos && line.find('(') == std::string_view::npos) {
    scores[Language::ini] += 2;
    return;
  }
  const auto key = key_length(line);
  if (key > 0 && key < line.size()) {
    const auto rest = base::trim(line.substr(key));
    if (line[key] == '=') {
      scores[Language::ini] += 1;
    } else if (line[key] == ':' && (key + 1 == line.size() || line[key + 1] == ' ')) {
      scores[Language::yaml] += 1;
    } else if (rest.starts_with("=") && !rest.starts_with("==") && !rest.ends_with(";")) {
      scores[Language::ini] += 1;
    }
  }
  if (line.starts_with("- ")) scores[Language::yaml] += 1;
}

// The signs of kLineStarts by their first byte: most lines begin with none of them.
class LineStarts {
 public:
  LineStarts() {
    for (const auto& sign : kLineStarts) rows_[static_cast<unsigned char>(sign.text.front())].push_back(sign);
  }
  const std::vector<Sign>& of(char first) const {
    return rows_[static_cast<unsigned char>(base::lower(first))];
  }

 private:
  std::array<std::vector<Sign>, 256> rows_;
};

void score_line(std::string_view line, Scores& scores) {
  static const LineStarts kByFirst;
  for (const auto& sign : kByFirst.of(line.front())) {
    if (!base::starts_with_nocase(line, sign.text)) continue;
    const bool whole_word =
        sign.text.size() > 4 || !base::is_alpha(sign.text.back()) || line.size() == sign.text.size();
    if (whole_word) scores[sign.language] += 2;
  }
  score_powershell(line, scores);
  score_configuration(line, scores);
  if (line.ends_with(";") && line.starts_with("$")) scores[Language::php] += 2;
  if (line.starts_with("}") || line.ends_with("{")) scores[Language::yaml] -= 1;
}

bool looks_like_json(std::string_view text) {
  const auto next = base::trim(text.substr(1));
  if (text.front() == '{') return next.starts_with("\"") || next.starts_with("}") || next.starts_with("'");
  return text.front() == '[' && (next.starts_with("{") || next.starts_with("\""));
}

// A line of prose now and then begins like one of a language: "from ", "run ", "done".
constexpr int kLinesForSign = 8;

// A sentence: words only, begun with a capital and ended by its mark, or a quoted mail.
bool is_sentence(std::string_view line) {
  if (line.front() == '>') line = base::trim(line.substr(1));
  constexpr base::ByteSet kNotInSentences("=$(){}<>|&;\"`\\");
  if (line.size() < 12 || kNotInSentences.any_in(line)) return false;
  if (std::count(line.begin(), line.end(), ' ') < 2) return false;
  const char last = line.back();
  return base::is_upper(line.front()) &&
         (last == '.' || last == ',' || last == '!' || last == '?' || last == ':');
}

// "3. Vérifier le partage :": a step of a procedure.
bool is_step(std::string_view line) {
  std::size_t digits = 0;
  while (digits < line.size() && base::is_digit(line[digits])) ++digits;
  if (digits == 0 || digits > 2 || digits + 2 >= line.size()) return false;
  return (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ' &&
         static_cast<unsigned char>(line[digits + 2]) > ' ' && !base::is_digit(line[digits + 2]);
}

std::optional<Language> best(Scores& scores, int lines, int sentences) {
  // LDIF's lines and YAML's look alike; a "dn:" settles it.
  if (scores[Language::ldif] >= 2) scores[Language::yaml] = 0;
  const auto top = std::max_element(scores.of.begin(), scores.of.end());
  if (*top < 2 || *top * kLinesForSign < lines) return std::nullopt;
  const auto language = static_cast<Language>(top - scores.of.begin());
  // A mail or a note that quotes a command is no script.
  const bool commands = language == Language::shell || language == Language::batch;
  if (commands && sentences > 0 && sentences * 2 >= *top) return std::nullopt;
  return language;
}

// YAML needs more than a line "Note: text" now and then.
bool mostly(int lines_of_kind, int lines) {
  return lines_of_kind * 3 >= lines * 2;
}

}  // namespace

std::optional<Language> language_of_content(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  if (const auto language = by_shebang(head)) return language;
  const auto text = base::trim(head);
  if (text.empty()) return std::nullopt;
  for (const auto& sign : kBeginnings) {
    if (base::starts_with_nocase(text, sign.text)) return sign.language;
  }
  if (looks_like_json(text)) return Language::json;
  if (text.starts_with("---\n") || text.starts_with("---\r") || text.starts_with("%YAML"))
    return Language::yaml;
  if (text.front() == '<' && text.size() > 2 && base::is_alpha(text[1])) return Language::xml;

  Scores scores;
  int lines = 0, sentences = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = base::trim(text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    ++lines;
    score_line(line, scores);
    sentences += is_sentence(line) || is_step(line) ? 1 : 0;
  }
  if (!mostly(scores[Language::yaml], lines)) scores[Language::yaml] = 0;
  if (!mostly(scores[Language::ini], lines)) scores[Language::ini] = std::min(scores[Language::ini], 2);
  return best(scores, lines, sentences);
}

}  // namespace tamis::read
