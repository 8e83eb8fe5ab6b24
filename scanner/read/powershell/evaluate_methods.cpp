#include <algorithm>

#include "base/text.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/pattern.h"

namespace tamis::read::powershell {
namespace {

const Result& argument(const std::vector<Results>& arguments, std::size_t index) {
  static const Result kNone;
  return index < arguments.size() && !arguments[index].empty() ? arguments[index].front() : kNone;
}

// Offset in UTF-8 of the code point number `count`.
std::size_t offset_of(std::string_view text, std::int64_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += std::max<std::size_t>(1, base::utf8_length(text, at));
  return at;
}

// Upper and lower case of ASCII and of the accented letters of Latin-1.
std::string change_case(std::string_view text, bool upper) {
  std::string changed(text);
  for (std::size_t i = 0; i < changed.size(); ++i) {
    char& c = changed[i];
    if (upper ? base::is_lower(c) : base::is_upper(c)) c = static_cast<char>(c ^ 0x20);
    const bool latin = i > 0 && changed[i - 1] == '\xC3';
    const auto code = static_cast<unsigned char>(c);
    if (latin && upper && code >= 0xA0 && code <= 0xBE && code != 0xB7) c = static_cast<char>(code - 0x20);
    if (latin && !upper && code >= 0x80 && code <= 0x9E && code != 0x97) c = static_cast<char>(code + 0x20);
  }
  return changed;
}

std::string undo_percent(std::string_view text, bool plus) {
  std::string result;
  const auto digit = [](char c) { return base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && base::is_hex(text[i + 1]) && base::is_hex(text[i + 2])) {
      result += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      result += plus && text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

std::optional<std::string> decode_hex(std::string_view text) {
  std::string bytes;
  if (text.size() % 2 != 0) return std::nullopt;
  const auto digit = [](char c) { return base::is_digit(c) ? c - '0' : base::lower(c) - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    if (!base::is_hex(text[i]) || !base::is_hex(text[i + 1])) return std::nullopt;
    bytes += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
  }
  return bytes;
}

// Windows-1252's upper half is rare in scripts' byte lists; Latin-1 is what stays.
std::string latin1_to_utf8(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) base::append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

}  // namespace

Results Evaluator::invoke(NodeId node) {
  const auto children = tree_.children(node);
  const Node& self = tree_[node];
  const Node& target = tree_[children.front()];
  std::string method = self.text;
  if (method.empty()) method = to_text(evaluate(children[1]).front());
  method = base::to_lower(method);
  if (self.flag && target.kind == NodeKind::type && method == "new") {
    const std::string type = base::to_lower(target.text);
    if (type != "string" && type != "system.string") {
      Result object{.kind = ResultKind::object, .text = target.text, .node = node};
      object.span = {self.begin, self.end};
      return {object};
    }
  }
  if (is_creation(tree_, node)) {
    Result object{.kind = ResultKind::object, .node = node};
    NodeId properties = kNoNode;
    constructor_arguments(node, object.text, properties);
    object.span = {self.begin, self.end};
    return {object};
  }
  if (const std::string path = path_of(tree_, node); !path.empty()) {  // $table.Item('key')
    Results held;
    for (const std::uint32_t id : symbols_.members(path)) {
      if (held.size() < kMaxCandidates)
        for (Result& result : definition(id, node)) held.push_back(std::move(result));
    }
    if (!held.empty()) return held;
  }
  std::vector<Results> arguments;
  for (std::size_t i = 2; i < children.size(); ++i) arguments.push_back(evaluate(children[i]));
  if (self.flag && target.kind == NodeKind::type) {
    return static_call(base::to_lower(target.text), method, arguments, node);
  }
  Results results;
  for (const Result& value : evaluate(children.front())) {
    for (Result& result : method_call(value, method, arguments, node)) results.push_back(std::move(result));
  }
  return results;
}

Results Evaluator::static_call(const std::string& type, const std::string& method,
                               const std::vector<Results>& arguments, NodeId node) {
  const Result& first = argument(arguments, 0);
  const auto is = [&](std::string_view name) {
    return type == name ||
           (type.size() > name.size() && type.ends_with(name) && type[type.size() - name.size() - 1] == '.');
  };
  const auto over_first = [&](auto fold) {
    Results results;
    if (arguments.empty()) return Results{unknown()};
    for (const Result& value : arguments.front()) {
      for (Result& result : fold(value)) results.push_back(std::move(result));
    }
    return results;
  };
  const auto text_of = [&](const Result& value, std::string text, std::string_view step) {
    Result result = text_result(std::move(text), node);
    derive(result, value, step);
    return Results{result};
  };
  if (is("convert") && method == "frombase64string") {
    return over_first([&](const Result& value) -> Results {
      const auto bytes = value.is_textual() ? decode_base64(value.text) : std::nullopt;
      if (!bytes) return {Result{.kind = value.kind == ResultKind::text ? ResultKind::unknown : value.kind}};
      Result result{.kind = ResultKind::bytes, .text = *bytes};
      derive(result, value, "base64");
      return {result};
    });
  }
  if (is("convert") && method == "fromhexstring") {
    return over_first([&](const Result& value) -> Results {
      const auto bytes = value.is_textual() ? decode_hex(value.text) : std::nullopt;
      if (!bytes) return {Result{.kind = value.kind == ResultKind::text ? ResultKind::unknown : value.kind}};
      Result result{.kind = ResultKind::bytes, .text = *bytes};
      derive(result, value, "hex");
      return {result};
    });
  }
  if (is("convert") && method == "tobase64string") {
    return over_first([&](const Result& value) -> Results {
      if (value.kind != ResultKind::bytes)
        return {Result{.kind = value.kind == ResultKind::reference ? value.kind : ResultKind::unknown}};
      Result result = text_result(encode_base64(value.text), node);
      result.trail = value.trail;
      result.items = value.items;
      return {result};
    });
  }
  if (is("convert") &&
      (method == "tochar" || method == "toint32" || method == "tobyte" || method == "toint16")) {
    const auto base_of = to_integer(argument(arguments, 1));
    return over_first([&](const Result& value) -> Results {
      Result number = value;
      if (base_of && value.kind == ResultKind::text && (*base_of == 16 || *base_of == 2 || *base_of == 8)) {
        std::int64_t code = 0;
        for (const char c : value.text) {
          const int digit = base::is_digit(c) ? c - '0' : base::is_hex(c) ? base::lower(c) - 'a' + 10 : 99;
          if (digit >= *base_of || code > (std::int64_t{1} << 40)) return {unknown()};
          code = code * *base_of + digit;
        }
        number = Result{.kind = ResultKind::number, .number = static_cast<double>(code)};
        derive(number, value, "char codes");
      }
      return convert(number, method == "tochar" ? "char" : "int", node);
    });
  }
  if (is("string")) {
    if (method == "concat" || method == "new") {
      Results all;
      for (const Results& value : arguments) {
        for (Result& item : unfold(value.front())) all.push_back(std::move(item));
      }
      return join(Result{.kind = ResultKind::list, .items = std::make_shared<Results>(all)},
                  Result{.kind = ResultKind::text}, node);
    }
    if (method == "join") {
      Results all;
      for (std::size_t i = 1; i < arguments.size(); ++i) {
        for (Result& item : unfold(arguments[i].front())) all.push_back(std::move(item));
      }
      return join(Result{.kind = ResultKind::list, .items = std::make_shared<Results>(all)}, first, node);
    }
    if (method == "format") {
      Results all;
      for (std::size_t i = 1; i < arguments.size(); ++i) {
        for (Result& item : unfold(arguments[i].front())) all.push_back(std::move(item));
      }
      return format(first, Result{.kind = ResultKind::list, .items = std::make_shared<Results>(all)}, node);
    }
  }
  if (is("regex")) {
    if (method == "replace" && arguments.size() >= 3) {
      const auto both = std::make_shared<Results>(Results{argument(arguments, 1), argument(arguments, 2)});
      return over_first([&](const Result& value) {
        return replace(value, Result{.kind = ResultKind::list, .items = both}, Matching::exact, node);
      });
    }
    if (method == "split" && arguments.size() >= 2) return split(first, argument(arguments, 1), true, node);
    if (method == "unescape" || method == "escape") return {first};
    if (method == "matches" && arguments.size() >= 2 && first.is_textual()) {
      // A text cut into its characters: [regex]::Matches($s, '.', 'RightToLeft')
      const std::string& wanted = argument(arguments, 1).text;
      const auto pattern = Pattern::parse(wanted);
      if (!pattern) return {unknown()};
      auto items = std::make_shared<Results>(wanted == "." ? characters_of(first) : Results{});
      Pattern::Match match;  // or into pairs of hexadecimal digits: '..'
      while (wanted != "." && items->size() < kMaxItems && !exhausted() &&
             pattern->find(first.text, match.end, match) && match.end > match.begin) {
        steps_ += 1 + match.steps / 16;
        Result item{.kind = ResultKind::text,
                    .text = first.text.substr(match.begin, match.end - match.begin)};
        derive(item, first, "split");
        items->push_back(std::move(item));
      }
      if (base::equal_nocase(argument(arguments, 2).text, "righttoleft"))
        std::reverse(items->begin(), items->end());
      Result list{.kind = ResultKind::list, .items = std::move(items)};
      derive(list, first, "reversal");
      return {list};
    }
  }
  if (is("array") && method == "reverse") {
    return over_first([&](const Result& value) -> Results {
      if (value.kind != ResultKind::list && value.kind != ResultKind::bytes) return {unknown()};
      auto items = std::make_shared<Results>(unfold(value));
      std::reverse(items->begin(), items->end());
      Result list{.kind = ResultKind::list, .items = std::move(items)};
      derive(list, value, "reversal");
      return {list};
    });
  }
  if (is("char") && method == "convertfromutf32") return convert(first, "char", node);
  if ((is("uri") && method.starts_with("unescape")) || is("httputility") || is("webutility")) {
    if (!method.ends_with("decode") && !method.starts_with("unescape")) return {first};
    return over_first([&](const Result& value) -> Results {
      if (!value.is_textual())
        return {Result{.kind = value.kind == ResultKind::reference ? value.kind : ResultKind::unknown}};
      return text_of(value, undo_percent(value.text, !is("uri")), "percent");
    });
  }
  if (is("type") && method == "gettype" && first.is_textual())
    return {Result{.kind = ResultKind::type, .text = first.text, .span = first.span}};
  if (is("environment") && method == "getenvironmentvariable") {
    Results results;
    const std::string name = "env:" + base::to_lower(first.text);
    for (const std::uint32_t id : symbols_.reaching(name, node)) {
      for (Result& result : definition(id, node)) results.push_back(std::move(result));
    }
    if (results.empty()) results.push_back(Result{.kind = ResultKind::reference});
    return results;
  }
  if (is("interaction") && method == "inputbox") {
    Results results{Result{.kind = ResultKind::prompt}};
    if (arguments.size() > 2) results = arguments[2];
    for (Result& result : results) result.is_default = true;
    return results;
  }
  if (is("marshal")) {  // a secure string made readable again
    return over_first([&](const Result& value) -> Results {
      Result plain = value;
      if (plain.kind == ResultKind::secure) plain.kind = ResultKind::text;
      return {plain};
    });
  }
  if (is("file") || is("directory") || is("console")) return {Result{.kind = ResultKind::reference}};
  if (is("encoding") && method == "getencoding") {
    return {Result{.kind = ResultKind::object, .text = "text.encoding::" + base::to_lower(to_text(first))}};
  }
  if (const auto* functions = symbols_.functions("." + method); functions != nullptr)
    return user_function("." + method);
  return {unknown()};
}

Results Evaluator::encoding_call(const std::string& encoding, const std::string& method, const Result& value,
                                 NodeId node) {
  const bool wide =
      encoding == "unicode" || encoding == "utf-16" || encoding == "utf-16le" || encoding == "1200";
  const bool wide_big = encoding == "bigendianunicode" || encoding == "utf-16be";
  if (method == "getstring") {
    Result bytes = value;
    if (value.kind == ResultKind::list) bytes = convert(value, "byte[]", node).front();
    if (bytes.kind != ResultKind::bytes)
      return {Result{.kind = value.kind == ResultKind::reference ? value.kind : ResultKind::unknown}};
    std::string text = wide || wide_big ? utf16_to_utf8(bytes.text, wide_big) : bytes.text;
    const bool single_byte = encoding == "default" || encoding == "latin1" || encoding == "iso-8859-1" ||
                             encoding == "windows-1252" || encoding == "1252" || encoding == "28591";
    if (single_byte || !base::valid_utf8(text)) text = latin1_to_utf8(bytes.text);
    Result result = text_result(std::move(text), node);
    derive(result, bytes, bytes.decoded_by.empty() ? "char codes" : "");
    if (result.span.empty()) result.span = {tree_[node].begin, tree_[node].end};
    return {result};
  }
  if (method == "getbytes") {
    const auto text = value.is_textual() ? std::optional<std::string>(value.text) : std::nullopt;
    if (!text)
      return {Result{.kind = value.kind == ResultKind::reference || value.kind == ResultKind::prompt
                                 ? value.kind
                                 : ResultKind::unknown}};
    Result bytes{.kind = ResultKind::bytes, .text = wide ? utf8_to_utf16(*text) : *text};
    bytes.items = value.items;
    if (bytes.items == nullptr) bytes.items = std::make_shared<Results>(Results{value});
    bytes.span = value.span;
    bytes.trail = value.trail;
    return {bytes};
  }
  return {unknown()};
}

Results Evaluator::method_call(const Result& target, const std::string& method,
                               const std::vector<Results>& arguments, NodeId node) {
  if (target.kind == ResultKind::reference || target.kind == ResultKind::prompt) return {target};
  if (target.kind == ResultKind::object) {
    if (method == "getnetworkcredential") return {target};
    const std::size_t colon = target.text.find("::");
    if (colon != std::string::npos && target.text.find("encoding") != std::string::npos) {
      Results results;
      if (arguments.empty()) return {unknown()};
      for (const Result& value : arguments.front()) {
        for (Result& result : encoding_call(target.text.substr(colon + 2), method, value, node))
          results.push_back(std::move(result));
      }
      return results;
    }
    const std::string type = base::to_lower(target.text);
    if (type.ends_with("encoding") && !arguments.empty()) {  // New-Object Text.UTF8Encoding
      const std::string name = type.find("unicode") != std::string::npos ? "unicode" : "utf8";
      return encoding_call(name, method, argument(arguments, 0), node);
    }
    if (symbols_.functions("." + method) != nullptr) return user_function("." + method);
    return {unknown()};
  }
  if (target.kind == ResultKind::table && method == "getenumerator") return table_entries(target.node);
  if ((target.kind == ResultKind::table || target.kind == ResultKind::record) &&
      (method == "item" || method == "get_item")) {
    return member_of(target, base::to_lower(to_text(argument(arguments, 0))), node);
  }
  if (target.kind == ResultKind::record && method == "getattribute")
    return member_of(target, base::to_lower(to_text(argument(arguments, 0))), node);
  if (target.kind == ResultKind::secure && (method == "copy" || method == "tostring")) return {target};
  if (target.kind == ResultKind::number || target.kind == ResultKind::character) {
    Result text = target;
    text.kind = ResultKind::text;
    text.text = to_text(target);
    return text_method(text, method, arguments, node);
  }
  if (target.kind == ResultKind::list && (method == "toarray" || method == "clone")) return {target};
  if (target.kind == ResultKind::list && (method == "foreach" || method == "where")) return {target};
  if (target.kind != ResultKind::text) return {unknown()};
  return text_method(target, method, arguments, node);
}

Results Evaluator::text_method(const Result& target, const std::string& method,
                               const std::vector<Results>& arguments, NodeId node) {
  const Result& first = argument(arguments, 0);
  const Result& second = argument(arguments, 1);
  const auto changed = [&](std::string text, std::string_view step) -> Results {
    Result result = text_result(std::move(text), node);
    derive(result, target, step);
    return {result};
  };
  const auto number = to_integer(first);
  const auto size = static_cast<std::int64_t>(base::count_code_points(target.text));
  if (method == "tostring" || method == "normalize" || method == "clone" || method == "trimend()")
    return {target};
  if (method == "replace" && arguments.size() >= 2) {
    const auto both = std::make_shared<Results>(Results{first, second});
    return replace(target, Result{.kind = ResultKind::list, .items = both}, Matching::plain, node);
  }
  if (method == "split") return split(target, first, false, node);
  if (method == "tochararray" || method == "getenumerator") {
    auto items = std::make_shared<Results>(characters_of(target));
    Result list{
        .kind = ResultKind::list, .items = std::move(items), .span = target.span, .quoting = target.quoting};
    list.computed = target.computed;
    list.decoded_by = target.decoded_by;
    list.trail = target.trail;
    return {list};
  }
  if (method == "toupper" || method == "toupperinvariant")
    return changed(change_case(target.text, true), "case");
  if (method == "tolower" || method == "tolowerinvariant")
    return changed(change_case(target.text, false), "case");
  if (method == "trim" || method == "trimstart" || method == "trimend") {
    const std::string set = arguments.empty() ? " \t\r\n" : to_text(first);
    std::string_view text = target.text;
    if (set.empty() || !(arguments.empty() || first.is_constant())) return {unknown()};
    if (method != "trimend") text.remove_prefix(std::min(text.find_first_not_of(set), text.size()));
    if (method != "trimstart") text = text.substr(0, text.find_last_not_of(set) + 1);
    return changed(std::string(text), "substring");
  }
  if (!number || *number < 0) return {unknown()};
  if (method == "substring" || method == "remove") {
    if (*number > size) return {unknown()};
    const auto length =
        arguments.size() > 1 ? to_integer(second) : std::optional<std::int64_t>(size - *number);
    if (!length || *length < 0) return {unknown()};
    const std::size_t begin = offset_of(target.text, *number);
    const std::size_t end = offset_of(target.text, std::min(size, *number + *length));
    if (method == "substring") return changed(target.text.substr(begin, end - begin), "substring");
    return changed(target.text.substr(0, begin) + target.text.substr(end), "substring");
  }
  if (method == "insert" && second.is_constant() && *number <= size) {
    std::string text = target.text;
    text.insert(offset_of(target.text, *number), to_text(second));
    return changed(std::move(text), "concatenation");
  }
  if ((method == "padleft" || method == "padright") && *number <= 256) {
    const std::string fill = arguments.size() > 1 ? to_text(second) : " ";
    std::string padding;
    for (std::int64_t i = size; i < *number; ++i) padding += fill;
    return changed(method == "padleft" ? padding + target.text : target.text + padding, "concatenation");
  }
  if (method == "chars") {
    const Results characters = characters_of(target);
    if (*number < size) return {characters[static_cast<std::size_t>(*number)]};
  }
  return {unknown()};
}

}  // namespace tamis::read::powershell
