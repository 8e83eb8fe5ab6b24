#include "rules/catalogue_blob.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <unordered_set>
#include <vector>

// Writer and reader walk the same structures in the same order: each `describe` names the members once, for
// both. Numbers are LEB128, texts and lists carry their length first.

namespace tamis::rules {
namespace {

constexpr std::string_view kMagic = "tamis-rules-1\n";

class Writer {
 public:
  void number(std::uint64_t& value) {
    for (std::uint64_t rest = value;; rest >>= 7U) {
      const auto low = static_cast<unsigned char>(rest & 0x7FU);
      bytes_.push_back(static_cast<char>(rest < 0x80 ? low : low | 0x80U));
      if (rest < 0x80) return;
    }
  }
  void text(std::string& value) {
    std::uint64_t size = value.size();
    number(size);
    bytes_.append(value);
  }
  template <class T, class Each>
  void list(std::vector<T>& values, Each each) {
    std::uint64_t size = values.size();
    number(size);
    for (auto& value : values) each(value);
  }
  void set(std::unordered_set<std::string>& values) {
    std::vector<std::string> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    list(sorted, [this](std::string& value) { text(value); });
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_{kMagic};
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {
    if (rest_.starts_with(kMagic))
      rest_.remove_prefix(kMagic.size());
    else
      ok_ = false;
  }

  void number(std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return;
    }
    ok_ = false;
    value = 0;
  }
  void text(std::string& value) {
    const std::size_t size = length();
    value.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  template <class T, class Each>
  void list(std::vector<T>& values, Each each) {
    const std::size_t size = length();  // each value takes a byte at least
    values.resize(size);
    for (auto& value : values) each(value);
  }
  void set(std::unordered_set<std::string>& values) {
    const std::size_t size = length();
    values.reserve(size);
    std::string value;
    for (std::size_t i = 0; i < size; ++i) {
      text(value);
      values.insert(value);
    }
  }
  bool ok() const { return ok_ && rest_.empty(); }

 private:
  std::size_t length() {
    std::uint64_t size = 0;
    number(size);
    if (size <= rest_.size()) return static_cast<std::size_t>(size);
    ok_ = false;
    rest_ = {};
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

template <class Archive, class T>
void small(Archive& archive, T& value) {  // enumerations, flags and narrow numbers
  auto wide = static_cast<std::uint64_t>(value);
  archive.number(wide);
  value = static_cast<T>(wide);
}

template <class Archive>
void real(Archive& archive, double& value) {
  auto bits = std::bit_cast<std::uint64_t>(value);
  archive.number(bits);
  value = std::bit_cast<double>(bits);
}

template <class Archive>
void texts(Archive& archive, std::vector<std::string>& values) {
  archive.list(values, [&](std::string& value) { archive.text(value); });
}

template <class Archive>
void describe(Archive& archive, TokenMatcher& token) {
  archive.text(token.pattern);
  texts(archive, token.anchors);
  small(archive, token.nocase);
  small(archive, token.boundary);
  real(archive, token.min_entropy);
  texts(archive, token.near);
  small(archive, token.near_bytes);
  bool checked = token.check.has_value();
  small(archive, checked);
  if (!checked) return;
  if (!token.check) token.check.emplace();
  archive.text(token.check->char_class);
  small(archive, token.check->length);
  small(archive, token.check->within);
}

template <class Archive>
void describe(Archive& archive, BlockMatcher& block) {
  texts(archive, block.begins);
  texts(archive, block.ends);
  small(archive, block.max_bytes);
}

template <class Archive>
void describe(Archive& archive, FactMatcher& match) {
  for (auto* list : {&match.names, &match.name_groups, &match.not_names, &match.paths, &match.programs,
                     &match.schemes, &match.siblings, &match.files, &match.context, &match.named}) {
    texts(archive, *list);
  }
  archive.list(match.languages, [&](model::Language& language) { small(archive, language); });
  archive.list(match.positions, [&](std::uint32_t& position) { small(archive, position); });
  small(archive, match.min_arguments);
  small(archive, match.account);
}

template <class Archive>
void examples(Archive& archive, std::vector<Example>& list, bool wanted) {
  if (!wanted) return;
  archive.list(list, [&](Example& example) {
    archive.text(example.file);
    archive.text(example.text);
    texts(archive, example.secrets);
  });
}

template <class Archive>
void describe(Archive& archive, Rule& rule, bool with_examples) {
  for (auto* text : {&rule.id, &rule.name, &rule.family, &rule.reports, &rule.description,
                     &rule.remediation.en, &rule.remediation.fr}) {
    archive.text(*text);
  }
  small(archive, rule.kind);
  small(archive, rule.severity);
  small(archive, rule.confidence);
  small(archive, rule.strength);
  archive.list(rule.validate, [&](ValidatorCall& call) {
    archive.text(call.name);
    archive.text(call.argument);
  });
  texts(archive, rule.tags);
  texts(archive, rule.references);
  if (rule.kind == RuleKind::token)
    describe(archive, rule.token);
  else if (rule.kind == RuleKind::block)
    describe(archive, rule.block);
  else
    describe(archive, rule.match);
  examples(archive, rule.examples, with_examples);
  examples(archive, rule.negative_examples, with_examples);
}

template <class Archive>
void describe(Archive& archive, Lexicon& lexicon) {
  archive.list(lexicon.groups, [&](NameGroup& group) {
    archive.text(group.id);
    texts(archive, group.anchors);
    archive.set(group.endings);
    archive.set(group.exact);
  });
  archive.set(lexicon.disqualifiers);
  archive.set(lexicon.qualifiers);
  archive.list(lexicon.values, [&](ValueClass& value) {
    archive.text(value.id);
    archive.text(value.says);
    archive.set(value.exact);
    for (auto* list : {&value.prefixes, &value.suffixes, &value.contains, &value.patterns})
      texts(archive, *list);
  });
}

template <class Archive>
void describe(Archive& archive, Catalogue& catalogue, bool with_examples) {
  small(archive, with_examples);
  archive.list(catalogue.rules, [&](Rule& rule) { describe(archive, rule, with_examples); });
  describe(archive, catalogue.lexicon);
}

}  // namespace

std::string pack_catalogue(const Catalogue& catalogue, BlobContent content) {
  Writer writer;
  // A writer only reads; one description for both directions is worth the cast.
  describe(writer, const_cast<Catalogue&>(catalogue), content == BlobContent::with_examples);
  return writer.take();
}

base::Result<Catalogue> unpack_catalogue(std::string_view blob) {
  Reader reader(blob);
  Catalogue catalogue;
  describe(reader, catalogue, false);
  if (!reader.ok())
    return base::fail(base::ErrorCode::malformed, "the rules built into this program are damaged");
  return catalogue;
}

}  // namespace tamis::rules
