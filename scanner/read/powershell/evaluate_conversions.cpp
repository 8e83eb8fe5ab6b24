// What a value is as something else: an integer, characters, items; casts.
#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/written.h"

namespace tamis::read::powershell {

std::optional<std::int64_t> to_integer(const Result& value) {
  constexpr double kLimit = 9e15;
  if (value.kind == ResultKind::number || value.kind == ResultKind::boolean) {
    if (!(std::fabs(value.number) < kLimit)) return std::nullopt;
    return std::llround(value.number);
  }
  if (value.kind == ResultKind::character) {
    const std::string utf16 = utf8_to_utf16(value.text);
    if (utf16.size() < 2) return std::nullopt;
    return static_cast<unsigned char>(utf16[0]) + 256 * static_cast<unsigned char>(utf16[1]);
  }
  if (value.kind == ResultKind::text && !value.text.empty() && value.text.size() < 18) {
    std::string_view digits = base::trim(value.text);
    const bool hex = base::starts_with_nocase(digits, "0x");
    const bool negative = !hex && digits.starts_with('-');
    digits.remove_prefix(hex ? 2 : (negative ? 1 : 0));
    std::int64_t number = 0;
    if (digits.empty() || digits.size() > 15) return std::nullopt;
    for (const char c : digits) {
      if (hex ? !base::is_hex(c) : !base::is_digit(c)) return std::nullopt;
      number = number * (hex ? 16 : 10) + (base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10);
    }
    return negative ? -number : number;
  }
  return std::nullopt;
}

Results characters_of(const Result& text) {
  constexpr std::size_t kMaxCharacters = 4096;
  Results characters;
  if (text.text.size() > kMaxCharacters) return characters;
  for (std::size_t i = 0; i < text.text.size();) {
    const std::size_t size = std::max<std::size_t>(1, base::utf8_length(text.text, i));
    Result character = text;
    character.kind = ResultKind::character;
    character.text = text.text.substr(i, size);
    character.items = nullptr;
    characters.push_back(std::move(character));
    i += size;
  }
  return characters;
}

Results flatten(const Result& value) {
  if (value.kind == ResultKind::list && value.items != nullptr) return *value.items;
  if (value.kind == ResultKind::bytes) {
    Results numbers;
    for (const char c : value.text) {
      Result number = value;
      number.kind = ResultKind::number;
      number.text.clear();
      number.number = static_cast<unsigned char>(c);
      numbers.push_back(std::move(number));
    }
    return numbers;
  }
  return {value};
}

Results Evaluator::cast(NodeId node) {
  const NodeId child = tree_.child(node, 0);
  const std::string type = base::to_lower(tree_[node].text);
  if (tree_[child].kind == NodeKind::hashtable && type != "pscustomobject" && type != "psobject" &&
      type != "ordered" && type != "hashtable" && !type.ends_with("hashtable") && type != "psvariable") {
    Result object{.kind = ResultKind::object, .text = tree_[node].text, .node = node};
    object.span = {tree_[node].begin, tree_[node].end};
    return {object};
  }
  Results results;
  for (const Result& value : evaluate(child)) {
    for (Result& result : convert(value, type, node)) results.push_back(std::move(result));
  }
  return results;
}

Results Evaluator::convert(const Result& value, const std::string& type, NodeId node) {
  if (type == "char" || type == "system.char") {
    const auto code = to_integer(value);
    if (value.kind == ResultKind::character) return {value};
    if (value.kind == ResultKind::text && base::count_code_points(value.text) == 1 && value.text.size() < 5) {
      Result character = value;
      character.kind = ResultKind::character;
      return {character};
    }
    if (!code || *code <= 0 || *code > 0x10FFFF) return {unknown()};
    Result character{.kind = ResultKind::character};
    derive(character, value, "char codes");
    if (character.span.empty()) character.span = {tree_[node].begin, tree_[node].end};
    base::append_utf8(character.text, static_cast<char32_t>(*code));
    return {character};
  }
  if (type == "char[]" || type == "system.char[]") {
    auto items = std::make_shared<Results>();
    const Results characters = value.kind == ResultKind::text ? characters_of(value) : unfold(value);
    for (const Result& item : characters) items->push_back(convert(item, "char", node).front());
    Result list{
        .kind = ResultKind::list, .items = std::move(items), .span = value.span, .quoting = value.quoting};
    list.decoded_by = value.decoded_by;
    list.trail = value.trail;
    list.computed = value.computed;
    return {list};
  }
  if (type == "byte[]" || type == "system.byte[]") {
    if (value.kind == ResultKind::bytes) return {value};
    Result bytes{.kind = ResultKind::bytes};
    for (const Result& item : unfold(value)) {
      const auto code = to_integer(item);
      if (!code || *code < 0 || *code > 255) return {unknown()};
      bytes.text += static_cast<char>(*code);
    }
    derive(bytes, value, {});
    return {bytes};
  }
  if (type == "int" || type == "byte" || type == "int32" || type == "long" || type == "uint32" ||
      type == "int64") {
    const auto number = to_integer(value);
    if (!number) return {unknown()};
    Result result{.kind = ResultKind::number, .number = static_cast<double>(*number)};
    derive(result, value, {});
    return {result};
  }
  if ((type == "xml" || type == "system.xml.xmldocument") && value.kind == ResultKind::text)
    return {xml(value)};
  if (type == "string" || type == "system.string") {
    const auto text = as_text(value);
    if (!text) return {elsewhere({value})};
    Result result = value;
    result.kind = ResultKind::text;
    result.text = *text;
    return {result};
  }
  return {value};
}

}  // namespace tamis::read::powershell
