// tamis-embed-rules PATTERNS OUTPUT.cpp: reads patterns/, refuses what is wrong with the loader's messages,
// and writes the C++ source that links rules, lexicon and schema into the program. Runs at build time only.

#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include "rules/anchors.h"
#include "rules/catalogue_blob.h"
#include "rules/lexicon_loader.h"
#include "rules/pattern_shape.h"
#include "rules/rule_loader.h"
#include "rules/rule_set.h"

namespace {

using tamis::rules::Catalogue;

bool report(const std::string& message) {
  std::cerr << message << '\n';
  return false;
}

// A rule of ours without an anchor would make every user pay for a second database.
bool anchored(const tamis::rules::Rule& rule) {
  if (rule.kind != tamis::rules::RuleKind::token) return true;
  const auto shape = tamis::rules::analyse_pattern(rule.token.pattern, rule.token.nocase);
  if (!tamis::rules::choose_anchors(rule.token, shape).literals.empty()) return true;
  return report(rule.id + ": pattern: holds no literal of three bytes; name its anchors");
}

bool read_patterns(const std::string& folder, Catalogue& catalogue) {
  bool good = true;
  auto lexicon = tamis::rules::load_lexicon(folder + "/lexicon");
  if (lexicon)
    catalogue.lexicon = std::move(*lexicon);
  else
    good = report(lexicon.error().message);
  const auto files = tamis::rules::list_rule_files(folder);
  if (files && files->empty()) return good;
  auto rules = tamis::rules::load_path(folder, {});
  if (rules)
    catalogue.rules = std::move(*rules);
  else
    good = report(rules.error().message);
  for (const auto& rule : catalogue.rules) good = anchored(rule) && good;
  return good;
}

void append_octal(std::string& out, unsigned char byte) {
  out.push_back('\\');
  for (const unsigned shift : {6U, 3U, 0U})
    out.push_back(static_cast<char>('0' + static_cast<int>((byte >> shift) & 7U)));
}

// A string literal: compilers read it a hundred times faster than a list of numbers.
std::string literal(std::string_view bytes) {
  std::string out = "\"";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?';
    if (plain)
      out.push_back(c);
    else
      append_octal(out, static_cast<unsigned char>(c));
    if (i % 4096 == 4095) out.append("\"\n    \"");
  }
  return out + "\"";
}

void define(std::ostream& out, std::string_view function, std::string_view bytes) {
  out << "std::string_view " << function << "() {\n  static constexpr char kBytes[] =\n    " << literal(bytes)
      << ";\n  return {kBytes, sizeof kBytes - 1};\n}\n\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return report("usage: tamis-embed-rules PATTERNS OUTPUT.cpp") ? 0 : 2;
  const std::string folder = argv[1];
  Catalogue catalogue;
  if (!read_patterns(folder, catalogue)) return 1;
  const auto schema = tamis::rules::read_rule_file(folder + "/rule.schema.json");
  if (!schema) return report(schema.error().message) ? 0 : 1;

  using tamis::rules::BlobContent;
  std::ofstream out(argv[2], std::ios::binary | std::ios::trunc);
  out << "// Made by tamis-embed-rules; do not edit.\n#include \"rules/builtin.h\"\n\nnamespace tamis::rules "
         "{\n\n";
  define(out, "builtin_rules_blob", pack_catalogue(catalogue, BlobContent::without_examples));
  define(out, "builtin_rules_examples_blob", pack_catalogue(catalogue, BlobContent::with_examples));
  define(out, "rule_schema", *schema);
  out << "}  // namespace tamis::rules\n";
  out.close();
  return out ? 0 : (report(std::string(argv[2]) + ": cannot be written"), 1);
}
