#include "hostile_texts.h"

#include <utility>

namespace tamis {
namespace {

// Every piece is repeated; what is short opens something that never closes.
constexpr std::string_view kPieces[] = {
    // openings, quotes, escapes
    "(",
    "[",
    "{",
    "<",
    "\"",
    "'",
    "`",
    "\\",
    "\\\"",
    "\"'",
    "'\n",
    "\"\n",
    "'''",
    "\"\"\"",
    "(\"",
    "['",
    "{\"",
    "((((((((]",
    "[{",
    "({[",
    "${",
    "$(",
    "`${",
    "\"$(",
    "\"${",
    "@(",
    "@{",
    "@'\n",
    "@\"\n",
    "<#",
    "/*",
    "<!--",
    "<![CDATA[",
    "(*",
    "=begin\n",
    "<<E\n",
    "<<EOT\n",
    "<<-'E'\n",
    "<<<E\n",
    "<<~E\n",
    "r#\"",
    "R\"(",
    "[=[",
    "q{",
    "%q(",
    "$$",
    "{{",
    "<%",
    "<?php ",
    "?>",
    "{%",
    "&#",
    "&#x41;",
    "%41",
    "\\x41",
    "\\u0041",
    "x'",
    // separators and blanks
    ",",
    ";",
    ":",
    "=",
    "|",
    "&",
    ".",
    "..",
    "::",
    "->",
    "/",
    "//",
    "#",
    "--",
    "-",
    "+",
    "!",
    "?",
    "@",
    "~",
    "%",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    " \n",
    "\n ",
    "\\\n",
    "`\n",
    "^\n",
    "_\n",
    " x\n",
    "\xff",
    "\xc3\xa9",
    "a",
    "A1",
    "9",
    // names and operators
    "a=",
    "a= ",
    "a:",
    "a: ",
    "a;b=c;",
    "a b=c ",
    "a.b.",
    "a::b::",
    "a->b->",
    "a[",
    "a[0]",
    "a(",
    "a(b,",
    "a,",
    "a|",
    "a&&",
    "a+",
    "a=b+",
    "'a'+",
    "\"a\"+",
    "'a'.",
    "'a' ",
    "\"a\" & ",
    "$a",
    "$a.b",
    "$a=$a+$a\n",
    "$a+=$a;",
    "$a=\"$a$a\"\n",
    "a=a+a\n",
    "a=$a$a\n",
    "a=${a}${a} ",
    "set a=%a%%a%\n",
    "a := a + a\n",
    "pw=pw+pw;",
    "x=x?x:x;",
    "!",
    "-join ",
    "-f ",
    "-replace 'a','b' ",
    "1,",
    "| % {",
    "if(1){",
    "function f {",
    "def f(",
    "class ",
    "f -x ",
    "switch(1){",
    "foreach($a in $a){",
    "while($a -lt 9){$a++;",
    "while(1){$a+=$a++}\n",
    "for($i=0;$i -lt 4096;$i++){$a+=[char]$i}\n",
    "1..4096|%{$a.Add($_);$a}\n",
    "$a.Add($a)\n",
    "function f($a){f $a}\nf a\n",
    "$a = 'aaaaaaaaaaaaaaaaaaaaaaaaaa' -replace '(a*)*(a*)*b','$1'\n",
    "switch($a){a{",
    "$f.",
    "f(f(",
    "new A(",
    // configuration
    "a:\n ",
    "- ",
    "- - ",
    "a: {",
    "a: [",
    "a: |\n",
    "a: >\n ",
    "a: \"",
    "a: '",
    "a: &b c\n",
    "a: *b\n",
    "<<: *b\n",
    "? ",
    "{\"a\":",
    "{\"a\":[",
    "[\"a\",",
    "\"a\":\"b\",",
    "[a]\n",
    "[[a]]\n",
    "a = \"",
    "a='",
    "a=\\\n",
    "a: b\\\n",
    "# a: b\n",
    "; a=b\n",
    "a {\n",
    "}\n",
    "<a>",
    "</a>",
    "<a/>",
    "<a b='",
    "<a b=\"c\">",
    "<a b=c ",
    "<!DOCTYPE a [",
    "<!ENTITY a '",
    "&a;",
    "<tr><td>x",
    "<script>",
    "<key>a</key>",
    "<add key='a' value='b'/>",
    "dn: a\n",
    "a:: YQ\n",
    "a:< file:///\n",
    "a: b\n c\n",
    " \n a\n",
    "INSERT INTO t VALUES (",
    "('a','b'),",
    "VALUES (",
    "CREATE TABLE t (a, ",
    "UPDATE t SET a='b' ",
    "BEGIN ",
    "-- x\n",
    "--x\n",
    "\"a\"=hex:41,\\\n",
    // what holds secrets
    "password",
    "password=",
    "password='",
    "password: ",
    "password=\"a\" ",
    "password = a\n",
    "\"password\":\"a\",",
    "<password>a</password>",
    "-p ",
    "-password a ",
    "--password=",
    "net use ",
    "$password='a';",
    "$password = $password + 'a'\n",
    "password=password+'a'\n",
    "password=$password\n",
    "export PASSWORD=\"a$PASSWORD\"\n",
    "set PASSWORD=%PASSWORD%a\n",
    "set ",
    "ConvertTo-SecureString 'a' ",
    "New-Object A ",
    "[A]::new(",
    "connect(password=",
    "curl -u a:b ",
    "echo a | sudo -S b\n",
    "mysql -pa ",
    "bash -c '",
    "sh -c \"",
    "$(password=",
    "x://",
    "x://a:",
    "x://a:b@",
    "http://u:p@h ",
    "://u:p@",
    "u:p@tcp(",
    "u:p@tcp(h)",
    "Authorization: ",
    "Authorization: Basic YTpi\n",
    "Authorization: Bearer ",
    "X-Api-Key: ",
    "Password=a;",
    "Server=a;Uid=b;Pwd=c;",
    "UGFzc3dvcmQ9YQ==",
    "UGFzc3dvcmQ9YQ==\n",
    "YWFh",
    "credentials=",
    "syncrepl rid=1 credentials=a\n",
    "bindpw a\n",
};

std::string numbered(std::string_view pattern, std::size_t bytes) {
  std::string text;
  for (std::size_t i = 1; text.size() < bytes; ++i) {
    for (const char c : pattern) {
      if (c == '#')
        text += std::to_string(i);
      else if (c == '^')
        text += std::to_string(i - 1);
      else
        text += c;
    }
  }
  return text;
}

// '#' is the number of the repetition and '^' the one before: names that differ, and lead to each other.
constexpr std::string_view kNumbered[] = {
    "$a# = $a^\n",
    "$a# = $a^ + $a^\n",
    "password = 'Automne2019-x'\n",
    "$password# = 'Automne-#-x'\n",
    "password: 'Automne-#-x', ",
    "a# = a^\n",
    "a# = a^ + a^\n",
    "a# = f(a^)\n",
    "a#=$a^\n",
    "a#=$a^$a^\n",
    "set a#=%a^%\n",
    "set a#=%a^%%a^%\n",
    "$a.b# = $a.b^\n",
    "a.b# = a.b^\n",
    "$h = @{ a# = $h }\n",
    "function f# { f^ }\n",
    "function f#($p) { f^ $p }\nf# 'a'\n",
    "def f#(p='a'): return f^(p)\n",
    "a#: &x# b\nc#: *x^\n",
    "a#: &x# [*x^, *x^]\n",
    "[s#]\nk#=v\n",
    "<e#><password>p#</password>",
    "<e# a#='v'>",
    "\"k#\": {",
    "k#:\n",
    "k# {\n",
    "dn: cn=#\nuserPassword: p#\n\n",
    "password# = \"p#\"\n",
    "$password# = 'p#'\n",
    "password: p#\n",
    "{\"password\": \"p#\"},\n",
    "http://u#:p#@h#/\n",
    "curl -u u#:p# https://h\n",
    "bindpw p#\n",
    "Authorization: Bearer t#aaaaaaaaaa\n",
    "INSERT INTO t# (login, password) VALUES ('u', 'p#');\n",
    "CREATE TABLE t# (a, password);\n",
    "INSERT INTO t^ VALUES ('u', 'p#');\n",
    "ALTER USER u# IDENTIFIED BY 'p#';\n",
    "cat <<E#\npassword=p#\nE#\n",
    "$t# = @'\npassword=p#\n'@\n",
    "x# = \"\"\"\npassword=p#\n\"\"\"\n",
    "'password=p#;server=a;uid=b',",
    "login#,password#,",
    "New-Object Net.NetworkCredential('u', $p^); $p# = 'x'\n",
    "connect(user='u', password='p#')\n",
    "-Password p# ",
    "--password p# ",
    "a# b# c# ",
    "'a#' + ",
    "if (x) { $p = 'p#' } else { $p = $p }\n",
    "$p += 'p#'\n",
    "p += 'p#'\n",
    "$p = $p.Replace('a#', 'b')\n",
    "[System.Environment]::SetEnvironmentVariable('P#', 'v')\n",
};

std::string nested(std::string_view open, std::string_view inner, std::string_view close, std::size_t bytes) {
  const std::size_t count = bytes / (open.size() + close.size());
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += open;
  text += inner;
  for (std::size_t i = 0; i < count; ++i) text += close;
  return text;
}

struct Nest {
  std::string_view open;
  std::string_view close;
};

constexpr Nest kNests[] = {{"(", ")"},
                           {"[", "]"},
                           {"{", "}"},
                           {"{\"a\":", "}"},
                           {"<a>", "</a>"},
                           {"$(", ")"},
                           {"\"$(", ")\""},
                           {"@{a=", "}"},
                           {"f(", ")"},
                           {"if(1){", "}"},
                           {"function f{", "}"},
                           {"a{\n", "}\n"},
                           {"[{\"password\":", "}]"},
                           {"`", "`"},
                           {"'", "'"},
                           {"<!--", "-->"},
                           {"/*", "*/"},
                           {"BEGIN\n", "END\n"}};

constexpr std::string_view kStarts[] = {"password = ",
                                        "password: ",
                                        "$password = ",
                                        "password = \"",
                                        "password='",
                                        "<password>",
                                        "{\"password\": \"",
                                        "-Password ",
                                        "curl -u ",
                                        "http://u:",
                                        "Authorization: Basic ",
                                        "password:: ",
                                        "Password=",
                                        "INSERT INTO t (password) VALUES ('"};

std::vector<HostileText> make_all() {
  std::vector<HostileText> all;
  for (const auto piece : kPieces) {
    all.push_back({std::string(piece), [piece](std::size_t bytes) { return repeated(piece, bytes); }});
  }
  for (const auto pattern : kNumbered) {
    all.push_back({std::string(pattern), [pattern](std::size_t bytes) { return numbered(pattern, bytes); }});
  }
  for (const auto& nest : kNests) {
    all.push_back({std::string(nest.open) + " nested", [nest](std::size_t bytes) {
                     return nested(nest.open, "password='a'", nest.close, bytes);
                   }});
  }
  for (const auto start : kStarts) {
    for (const std::string_view filler :
         {"x", "x ", "=", "\\", "a+", "'a'+", "YWFh", "%41", "$a", ";a=b", ",", ":"}) {
      all.push_back({std::string(start) + " then " + std::string(filler), [start, filler](std::size_t bytes) {
                       return std::string(start) + repeated(filler, bytes);
                     }});
    }
  }
  // Hits far enough apart to be read each by itself, in one line.
  for (const std::string_view filler :
       {"x", "-", "=", "\"", "'", "(", "[", "{", "<", " ", "a=", "a:", "://", "@", "$", "\\"}) {
    all.push_back({"password and much " + std::string(filler), [filler](std::size_t bytes) {
                     return repeated("password" + repeated(filler, 700), bytes);
                   }});
  }
  // Deeper and deeper by one blank: every line has all lines above as parents.
  all.push_back({"stairs", [](std::size_t bytes) {
                   std::string text;
                   for (std::size_t depth = 0; text.size() < bytes; ++depth)
                     text += std::string(depth % 300, ' ') + "password:\n";
                   return text;
                 }});
  all.push_back({"stairs of comments", [](std::size_t bytes) {
                   std::string text;
                   for (std::size_t depth = 0; text.size() < bytes; ++depth)
                     text += "#" + std::string(depth % 300, ' ') + "password: a\n";
                   return text;
                 }});
  return all;
}

}  // namespace

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + piece.size());
  while (text.size() < bytes) text += piece;
  return text;
}

const std::vector<HostileText>& hostile_texts() {
  static const std::vector<HostileText> all = make_all();
  return all;
}

}  // namespace tamis
