#include "read/powershell/evaluator.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace tamis::read::powershell {
namespace {

class Counted {
 public:
  explicit Counted(int& depth) : depth_(depth) { ++depth_; }
  ~Counted() { --depth_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  int& depth_;
};

// What a house calls its stages: @{ test = …; prod = … }[$stage] holds a password for each.
bool is_stage(std::string_view key) {
  static constexpr std::array<std::string_view, 20> kStages = {
      "dev",     "development", "test",       "tests",   "int",   "integration", "rec",
      "recette", "qual",        "qualif",     "preprod", "pprod", "prod",        "uat",
      "qa",      "staging",     "production", "ppd",     "prd",   "formation"};
  return std::any_of(kStages.begin(), kStages.end(),
                     [key](std::string_view stage) { return base::equal_nocase(stage, key); });
}

bool is_credential_type(std::string_view type) {
  return base::ends_with_nocase(type, "credential");  // NetworkCredential, PSCredential
}

// Two ways to one constant are one candidate.
void drop_repeated(Results& results) {
  Results once;
  for (Result& result : results) {
    const bool seen = std::any_of(once.begin(), once.end(), [&](const Result& other) {
      return other.kind == result.kind && other.span == result.span && other.text == result.text &&
             other.node == result.node && other.items == result.items && other.fields == result.fields &&
             other.number == result.number;
    });
    if (!seen) once.push_back(std::move(result));
  }
  results = std::move(once);
}

void keep(Results& results, Result result) {
  // A candidate that says nothing is only worth keeping alone.
  if (result.kind == ResultKind::unknown && !results.empty()) return;
  if (results.size() == 1 && results.front().kind == ResultKind::unknown) results.clear();
  results.push_back(std::move(result));
}

}  // namespace

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

bool is_creation(const Tree& tree, NodeId call) {
  return tree[call].flag && base::equal_nocase(tree[call].text, "CreateInstance") &&
         base::ends_with_nocase(tree[tree.child(call, 0)].text, "Activator") &&
         tree.children(call).size() >= 3;
}

Result Evaluator::text_result(std::string text, NodeId node) {
  Result result{.kind = ResultKind::text};
  if (text.size() > kMaxText || (bytes_ > kMaxBytes && text.size() > kSmallText)) return {};
  bytes_ += text.size();
  result.text = std::move(text);
  result.span = {tree_[node].begin, tree_[node].end};
  result.computed = true;
  return result;
}

void Evaluator::derive(Result& result, const Result& from, std::string_view step) {
  // A constant that was only taken apart and put together again is written where that constant is.
  result.span = from.span;
  result.quoting = from.quoting;
  result.trail = from.trail;
  result.decoded_by = from.decoded_by;
  if (!step.empty() && (result.decoded_by.empty() || result.decoded_by.back() != step)) {
    result.decoded_by.emplace_back(step);
  }
  result.computed = true;
}

std::vector<std::pair<Result, Result>> Evaluator::pairs(NodeId left, NodeId right) {
  std::vector<std::pair<Result, Result>> all;
  const Results lefts = evaluate(left);
  const Results rights = evaluate(right);
  for (const Result& a : lefts) {
    for (const Result& b : rights) {
      if (all.size() < kMaxCandidates) all.emplace_back(a, b);
    }
  }
  return all;
}

Results Evaluator::unfold(const Result& value) {
  constexpr std::size_t kItemsOfAStep = 16;
  if (value.kind == ResultKind::list && value.items != nullptr) steps_ += value.items->size() / kItemsOfAStep;
  if (value.kind == ResultKind::bytes) steps_ += value.text.size() / kItemsOfAStep;
  if (exhausted()) return {unknown()};
  return flatten(value);
}

bool Evaluator::begin() {
  const std::size_t spent = steps_ - told_;
  told_ = steps_;
  allowed_ = steps_ + (steps_ < kMaxSteps ? kStepsOfOne : kStepsAtLeast);
  return pulse_ == nullptr || pulse_->beat(1 + spent);
}

Results Evaluator::evaluate(NodeId node) {
  ++steps_;
  const Counted depth(depth_);
  const bool plain = tree_[node].kind == NodeKind::string || tree_[node].kind == NodeKind::number;
  if (node == kNoNode || (exhausted() && !plain)) return {unknown()};
  Results results = evaluate_kind(node);
  if (results.empty()) results.push_back(unknown());
  if (results.size() > 1) drop_repeated(results);
  if (results.size() > kMaxCandidates) results.resize(kMaxCandidates);
  return results;
}

Results Evaluator::evaluate_kind(NodeId node) {
  const Node& self = tree_[node];
  switch (self.kind) {
    case NodeKind::string:
      return string(node);
    case NodeKind::expandable:
      return expandable(node);
    case NodeKind::number: {
      Result result{.kind = ResultKind::number, .number = self.number};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::variable:
      return variable(node);
    case NodeKind::member:
      return member(node);
    case NodeKind::index:
      return index(node);
    case NodeKind::invoke:
      return invoke(node);
    case NodeKind::type: {
      Result result{.kind = ResultKind::type, .text = self.text};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::cast:
      return cast(node);
    case NodeKind::unary:
      return unary(node);
    case NodeKind::binary:
      return binary(node);
    case NodeKind::list:
      return list(node);
    case NodeKind::array:
    case NodeKind::subexpression:
    case NodeKind::paren:
      return evaluate(tree_.child(node, 0));
    case NodeKind::block:
      return block(node);
    case NodeKind::hashtable: {
      Result result{.kind = ResultKind::table, .node = node};
      result.span = {self.begin, self.end};
      return {result};
    }
    case NodeKind::command:
      return command(node, nullptr, kNoNode);
    case NodeKind::pipeline:
      return pipeline(node);
    case NodeKind::assignment:
      return evaluate(tree_.child(node, 1));
    case NodeKind::conditional:
      return branches(node);
    case NodeKind::foreach_loop:
      return loop(node);
    case NodeKind::for_loop:
      return counted_loop(node);
    default:
      return {unknown()};
  }
}

Results Evaluator::string(NodeId node) {
  const Node& self = tree_[node];
  Result result{.kind = ResultKind::text, .text = self.text};
  if (self.text.size() > kMaxText) return {unknown()};
  bytes_ += self.text.size() / 8;
  result.span = {self.content_begin, self.content_end};
  result.quoting = self.quoting;
  result.computed = self.escaped;
  return {result};
}

Results Evaluator::block(NodeId node) {
  const auto statements = tree_.children(node);
  if (statements.size() == 1) return evaluate(statements.front());
  auto items = std::make_shared<Results>();
  for (const NodeId statement : statements) {
    if (items->size() >= kMaxItems) break;
    const NodeKind kind = tree_[statement].kind;
    if (kind == NodeKind::assignment || kind == NodeKind::function) continue;
    for (const Result& candidate : evaluate(statement)) {
      for (Result& item : unfold(candidate)) items->push_back(std::move(item));
    }
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[node].begin, tree_[node].end};
  return {result};
}

Results Evaluator::branches(NodeId node) {
  Results results;
  for (const NodeId branch : tree_.children(node)) {
    const auto statements = tree_.children(branch);
    if (statements.empty()) continue;
    for (Result& result : evaluate(statements.back())) keep(results, std::move(result));
  }
  return results;
}

Results Evaluator::each(const Results& collection, NodeId place, NodeId body, std::string_view variable) {
  auto items = std::make_shared<Results>();
  const auto statements = tree_.children(body);
  if (statements.empty()) return {unknown()};
  if (has_effects(body)) {
    Results all;
    for (const Result& candidate : collection) {
      for (Result& item : unfold(candidate))
        if (all.size() < kMaxItems) all.push_back(std::move(item));
    }
    if (auto output = run_each(all, body, std::string(variable))) {
      Result list{.kind = ResultKind::list, .items = std::make_shared<Results>(std::move(*output))};
      list.span = {tree_[place].begin, tree_[body].end};
      list.computed = true;
      return {list};
    }
  }
  for (const Result& candidate : collection) {
    for (const Result& item : unfold(candidate)) {
      if (exhausted() || items->size() >= kMaxItems) return {unknown()};
      bindings_.emplace_back(std::string(variable), item);
      Results values = evaluate(statements.back());
      bindings_.pop_back();
      if (item.kind == ResultKind::unknown && values.front().kind == ResultKind::unknown) return {unknown()};
      items->push_back(std::move(values.front()));
    }
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[place].begin, tree_[body].end};
  result.computed = true;
  return {result};
}

Results Evaluator::loop(NodeId node) {
  const NodeId collection = tree_.child(node, 1);
  return each(evaluate(collection), collection, tree_.child(node, 2), tree_[tree_.child(node, 0)].text);
}

// $x = for ($i = 0; …) { … }: a list of what the body comes to.
Results Evaluator::counted_loop(NodeId node) {
  const NodeId start = tree_.child(node, 0);
  const auto statements = tree_.children(tree_.child(node, 3));
  if (tree_[start].kind != NodeKind::assignment || statements.empty()) return {unknown()};
  const std::string& variable = tree_[tree_.child(start, 0)].text;
  auto items = std::make_shared<Results>();
  for (const Result& number : loop_items(node, variable)) {
    if (exhausted() || number.kind != ResultKind::number) return {unknown()};
    bindings_.emplace_back(variable, number);
    items->push_back(evaluate(statements.back()).front());
    bindings_.pop_back();
    if (items->back().kind == ResultKind::unknown) return {unknown()};
  }
  Result result{.kind = ResultKind::list, .items = std::move(items)};
  result.span = {tree_[node].begin, tree_[node].end};
  // The items are written where what they were made of is.
  const Results& made = *result.items;
  const bool written = !made.empty() && std::all_of(made.begin(), made.end(),
                                                    [](const Result& item) { return !item.span.empty(); });
  if (written) result.span = made.front().span;
  for (const Result& item : made) {
    if (!written) break;
    result.span = {std::min(result.span.begin, item.span.begin), std::max(result.span.end, item.span.end)};
  }
  result.computed = true;
  return {result};
}

Results Evaluator::items_of(NodeId node) {
  Results items;
  for (const Result& candidate : evaluate(node)) {
    for (Result& item : unfold(candidate)) {
      if (items.size() < kMaxCandidates) keep(items, std::move(item));
    }
  }
  return items;
}

Results Evaluator::variable(NodeId node) {
  const Node& self = tree_[node];
  Result constant{.kind = ResultKind::boolean};
  if (self.text == "null") constant.kind = ResultKind::null;
  if (self.text == "true") constant.number = 1;
  if (self.text == "null" || self.text == "true" || self.text == "false") return {constant};
  for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding) {
    if (binding->first == self.text || (self.text == "psitem" && binding->first == "_"))
      return {binding->second};
  }
  Results results;
  bool parameter = false;
  for (const std::uint32_t id : symbols_.reaching(self.text, node)) {
    const Definition& found = symbols_.definition(id);
    if (found.kind == DefinitionKind::parameter && found.node == kNoNode) {
      parameter = true;
      continue;
    }
    for (Result& result : definition(id, node)) {
      if (results.size() < kMaxCandidates) keep(results, std::move(result));
    }
  }
  if (results.empty() && (parameter || self.text.starts_with("env:"))) {
    Result reference{.kind = ResultKind::reference};
    reference.span = {self.begin, self.end};
    results.push_back(reference);
  }
  return results;
}

Results Evaluator::definition(std::uint32_t id, NodeId use) {
  const Definition& found = symbols_.definition(id);
  const auto remembered = bindings_.empty() ? known_.find(id) : known_.end();
  Results results;
  if (remembered != known_.end()) {
    results = remembered->second;
  } else {
    ++steps_;
    const Counted depth(depth_);
    if (exhausted() || !open_.insert(id).second) return {unknown()};
    const bool accumulates = found.kind == DefinitionKind::append || found.self;
    results = found.kind == DefinitionKind::element ? items_of(found.node)
              : accumulates                         ? append_definition(found, use)
                                                    : evaluate(found.node);
    open_.erase(id);
    for (Result& result : results) {
      if (found.kind == DefinitionKind::parameter) result.is_default = true;
      const bool holder = result.kind == ResultKind::table || result.kind == ResultKind::object;
      if (holder && result.path.empty()) result.path = found.name;
    }
    // Also when the budget ran out on the way: no definition is worked out twice.
    if (bindings_.empty()) known_.emplace(id, results);
  }
  constexpr std::size_t kMaxTrail = 8;
  const Node& self = tree_[use];
  const std::string name = self.kind == NodeKind::variable ? "$" + self.spelled : spelled_path_of(tree_, use);
  for (Result& result : results) {
    if (result.trail.size() < kMaxTrail) result.trail.insert(result.trail.begin(), {name, self.begin});
  }
  return results;
}

Results Evaluator::append_definition(const Definition& found, NodeId use) {
  // $x += …, $x = $x + …; in a loop over constants once for each of them.
  const Node& place = tree_[found.place];
  BlockId initial = found.block;
  for (const std::uint32_t id :
       symbols_.reaching_at(found.name, found.block, place.begin, tree_[use].in_comment)) {
    if (!symbols_.definition(id).self) initial = symbols_.definition(id).block;
  }
  if (auto held = held_after_loops(found.name, found.inner != 0 ? found.inner : found.block, initial))
    return {*held};
  const bool called = place.kind != NodeKind::assignment;  // $list.Add('x')
  BlockId around = found.block;
  NodeId collection = kNoNode;
  std::string loop_variable;
  for (int i = 0; i < kMaxDepth && around != 0 && collection == kNoNode; ++i) {
    const Block& outer = tree_.block(around);
    if (outer.kind == BlockKind::function) break;
    if (const auto entry = symbols_.loop(around)) {
      collection = entry->collection;
      loop_variable = entry->variable;
    }
    around = outer.parent;
  }
  Results before{Result{.kind = ResultKind::null}};
  const bool appends = found.kind == DefinitionKind::append;
  if (appends || collection != kNoNode) {
    Results earlier;
    for (const std::uint32_t id :
         symbols_.reaching_at(found.name, found.block, place.begin, tree_[use].in_comment)) {
      if (!(symbols_.definition(id).place == found.place)) {
        for (Result& result : definition(id, use)) earlier.push_back(std::move(result));
      }
    }
    if (!earlier.empty()) before = std::move(earlier);
    if (before.size() > kMaxOverlapping) before.resize(kMaxOverlapping);
  }
  if (collection == kNoNode) {
    if (!appends) return evaluate(found.node);
    Results results;
    for (const Result& held : before) {
      const Result left = as_container(held);
      const bool filled = left.kind == ResultKind::list || left.kind == ResultKind::text;
      for (const Result& right : evaluate(found.node)) {
        if (called && !filled) {
          keep(results, held);
          continue;
        }
        for (Result& sum : add(left, right, found.place)) keep(results, std::move(sum));
      }
    }
    return results;
  }
  Results items = loop_items(collection, loop_variable);
  Result total = before.front();
  for (const Result& item : items) {
    if (exhausted()) return {unknown()};
    bindings_.emplace_back(loop_variable, item);
    bindings_.emplace_back(found.name, total);
    const Result value = evaluate(found.node).front();
    bindings_.resize(bindings_.size() - 2);
    total = appends ? add(total, value, found.place).front() : value;
    if (total.kind == ResultKind::unknown) return {unknown()};
  }
  return {total};
}

Results Evaluator::loop_items(NodeId loop, const std::string& variable) {
  if (tree_[loop].kind != NodeKind::for_loop) return items_all(loop);
  // for ($i = a; $i -lt b; $i++): counted out.
  Results items;
  Result counter = evaluate(tree_.child(tree_.child(loop, 0), 1)).front();
  const NodeId step = tree_.child(loop, 2);
  while (items.size() < kMaxItems && !exhausted()) {
    bindings_.emplace_back(variable, counter);
    const Result go_on = evaluate(tree_.child(loop, 1)).front();
    double next = counter.number;
    if (tree_[step].kind == NodeKind::unary) {
      next += tree_[step].op == Operator::increment ? 1 : -1;
    } else if (tree_[step].kind == NodeKind::assignment) {
      const Result amount = evaluate(tree_.child(step, 1)).front();
      next = tree_[step].op == Operator::add        ? next + amount.number
             : tree_[step].op == Operator::subtract ? next - amount.number
                                                    : amount.number;
    }
    bindings_.pop_back();
    if (go_on.kind != ResultKind::boolean || counter.kind != ResultKind::number) return {unknown()};
    if (go_on.number == 0) return items;
    items.push_back(counter);
    if (next == counter.number) return {unknown()};
    counter.number = next;
  }
  return {unknown()};
}

Results Evaluator::items_all(NodeId node) {
  const Results candidates = evaluate(node);
  return unfold(candidates.front());
}

Results Evaluator::member(NodeId node) {
  std::string name = tree_[node].text;
  const bool chosen = name.empty();  // $passwords.$stage
  if (chosen) name = to_text(evaluate(tree_.child(node, 1)).front());
  const NodeId target = tree_.child(node, 0);
  Results results;
  const std::string path = path_of(tree_, node);
  if (!path.empty()) {
    for (const std::uint32_t id : symbols_.members(path)) {
      if (symbols_.definition(id).in_comment && !tree_[node].in_comment) continue;
      if (results.size() >= kMaxCandidates) break;
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  }
  if (tree_[node].flag && tree_[target].kind == NodeKind::type) {
    if (!results.empty()) return results;
    Result result{.kind = ResultKind::object,
                  .text = base::to_lower(tree_[target].text) + "::" + base::to_lower(name)};
    if (result.text.ends_with("string::empty")) result = Result{.kind = ResultKind::text};
    return {result};
  }
  for (const Result& candidate : evaluate(target)) {
    if (chosen && is_stage(name) && candidate.kind == ResultKind::table) {
      const Results stages = table_items(candidate.node, false);
      for (const Result& stage : *stages.front().items)
        if (results.size() < kMaxCandidates) keep(results, stage);
      continue;
    }
    for (Result& result : member_of(candidate, base::to_lower(name), node)) {
      if (results.size() < kMaxCandidates) keep(results, std::move(result));
    }
  }
  return results;
}

Results Evaluator::member_of(const Result& target, const std::string& name, NodeId node) {
  const bool record = target.kind == ResultKind::record || target.kind == ResultKind::list;
  if (name == "psbase" || name == "psobject" || (name == "value" && !record)) {
    if (target.kind != ResultKind::table || table_value(target.node, name) == kNoNode) return {target};
  }
  Results results;
  const auto from_path = [&](const std::string& path) {
    for (const std::uint32_t id : symbols_.members(path)) {
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  };
  Result count{.kind = ResultKind::number};
  switch (target.kind) {
    case ResultKind::reference:
    case ResultKind::prompt:
      return {target};
    case ResultKind::table: {
      const NodeId value = table_value(target.node, name);
      if (value == kNoNode && (name == "keys" || name == "values"))
        return table_items(target.node, name == "keys");
      results = value == kNoNode ? Results{} : evaluate(value);
      for (Result& result : results) {
        if (result.path.empty() && !target.path.empty()) result.path = target.path + "." + name;
      }
      if (!target.path.empty()) from_path(target.path + "." + name);
      return results;
    }
    case ResultKind::type:  // $type.FullName
      if (!name.ends_with("name")) return {unknown()};
      return {Result{.kind = ResultKind::text, .text = target.text, .span = target.span}};
    case ResultKind::record:
      for (const auto& [field, value] : *target.fields) {
        if (field == name) results.push_back(value);
      }
      return results;
    case ResultKind::list:
      count.number = static_cast<double>(target.items == nullptr ? 0 : target.items->size());
      if (name == "length" || name == "count") return {count};
      for (const Result& item : unfold(target)) {
        if (results.size() >= kMaxCandidates) break;
        for (Result& result : member_of(item, name, node)) keep(results, std::move(result));
      }
      return results;
    case ResultKind::bytes:
      count.number = static_cast<double>(target.text.size());
      if (name == "length" || name == "count") return {count};
      return {unknown()};
    case ResultKind::text:
      count.number = static_cast<double>(utf8_to_utf16(target.text).size() / 2);
      if (name == "length") return {count};
      return {unknown()};
    case ResultKind::object:
      if (!target.path.empty()) from_path(target.path + "." + name);
      if (!results.empty()) return results;
      if (name == "password" || name == "securepassword") return password_of(target);
      if (symbols_.functions(base::to_lower(target.text)) != nullptr) from_path("this." + name);
      return results;
    default:
      return {unknown()};
  }
}

Results Evaluator::password_of(const Result& object) {
  if (!is_credential_type(object.text) || object.node == kNoNode) return {unknown()};
  std::string type;
  NodeId properties = kNoNode;
  const std::vector<NodeId> arguments = constructor_arguments(object.node, type, properties);
  NodeId password = arguments.size() > 1 ? arguments[1] : kNoNode;
  if (password == kNoNode && properties != kNoNode) password = table_value(properties, "password");
  Results results = evaluate(password);
  for (Result& result : results) {
    if (result.kind == ResultKind::secure) result.kind = ResultKind::text;
  }
  return results;
}

NodeId Evaluator::table_value(NodeId table, std::string_view key) {
  if (tree_[table].kind != NodeKind::hashtable) return kNoNode;
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size(); i += 2) {
    ++steps_;
    if (exhausted()) return kNoNode;
    const Node& name = tree_[parts[i]];
    if ((name.kind == NodeKind::string || name.kind == NodeKind::number) &&
        base::equal_nocase(name.text, key)) {
      return parts[i + 1];
    }
  }
  return kNoNode;
}

Results Evaluator::table_items(NodeId table, bool keys) {
  auto items = std::make_shared<Results>();
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size() && items->size() < kMaxCandidates; i += 2) {
    items->push_back(evaluate(parts[i + (keys ? 0 : 1)]).front());
  }
  return {Result{.kind = ResultKind::list, .items = std::move(items)}};
}

// What GetEnumerator goes through: entries with a key and a value.
Results Evaluator::table_entries(NodeId table) {
  auto items = std::make_shared<Results>();
  const auto parts = tree_.children(table);
  for (std::size_t i = 0; i + 1 < parts.size() && items->size() < kMaxCandidates; i += 2) {
    auto fields = std::make_shared<std::vector<std::pair<std::string, Result>>>();
    const Result key = evaluate(parts[i]).front();
    fields->emplace_back("key", key);
    fields->emplace_back("name", key);
    fields->emplace_back("value", evaluate(parts[i + 1]).front());
    items->push_back({.kind = ResultKind::record, .fields = std::move(fields)});
  }
  return {Result{.kind = ResultKind::list, .items = std::move(items)}};
}

Results Evaluator::index(NodeId node) {
  Results results;
  const std::string path = path_of(tree_, node);
  if (!path.empty()) {
    for (const std::uint32_t id : symbols_.members(path)) {
      for (Result& result : definition(id, node)) keep(results, std::move(result));
    }
  }
  const auto keep_all = [&](Results values) {
    for (Result& value : values) {
      if (results.size() < kMaxCandidates) keep(results, std::move(value));
    }
  };
  NodeId indexed = tree_.child(node, 0);
  if (tree_[indexed].kind == NodeKind::variable) {  // $list = @('x'); $list[0]
    const auto ids = symbols_.reaching(tree_[indexed].text, indexed);
    if (ids.size() == 1 && tree_[symbols_.definition(ids.front()).node].kind == NodeKind::array)
      indexed = symbols_.definition(ids.front()).node;
  }
  for (const auto& [held, key] : pairs(tree_.child(node, 0), tree_.child(node, 1))) {
    Result target = held;
    if (tree_[indexed].kind == NodeKind::array && held.is_textual()) {  // @('x')[0]
      target = Result{.kind = ResultKind::list, .items = std::make_shared<Results>(Results{held})};
      target.span = held.span;
    }
    const bool table = target.kind == ResultKind::table || target.kind == ResultKind::record;
    const bool asked = key.is_default || (tree_[tree_.child(node, 1)].kind == NodeKind::variable &&
                                          key.is_constant() && is_stage(to_text(key)));
    if (table && asked && target.kind == ResultKind::table) {
      // @{ dev = …; prod = … }[$Target]: a default, or the stage of the day, is one of the keys; the others
      // can be asked for.
      keep_all(*table_items(target.node, false).front().items);
    } else if (table && key.is_constant()) {
      keep_all(member_of(target, base::to_lower(to_text(key)), node));
    } else if (table) {
      if (target.kind == ResultKind::table) keep_all(*table_items(target.node, false).front().items);
    } else if (target.kind == ResultKind::list || target.kind == ResultKind::text ||
               target.kind == ResultKind::bytes) {
      const Results items = target.kind == ResultKind::text ? characters_of(target) : unfold(target);
      const auto at = [&](const Result& number) -> const Result* {
        const auto position = to_integer(number);
        if (!position) return nullptr;
        const auto size = static_cast<std::int64_t>(items.size());
        const std::int64_t place = *position < 0 ? size + *position : *position;
        return place >= 0 && place < size ? &items[static_cast<std::size_t>(place)] : nullptr;
      };
      if (key.kind == ResultKind::list) {
        auto picked = std::make_shared<Results>();
        for (const Result& number : unfold(key)) {
          if (const Result* item = at(number)) picked->push_back(*item);
        }
        Result list{.kind = ResultKind::list, .items = picked};
        derive(list, target, "substring");
        keep(results, std::move(list));
      } else if (const Result* item = at(key)) {
        keep(results, *item);
      } else if (key.kind == ResultKind::unknown && target.kind == ResultKind::list && bindings_.empty()) {
        keep_all(items);
      }
    }
  }
  return results;
}

std::vector<NodeId> Evaluator::argument_nodes(NodeId node, int depth) {
  constexpr int kMaxWrapping = 8;
  const auto children = tree_.children(node);
  switch (tree_[node].kind) {
    case NodeKind::empty:
      return {};
    case NodeKind::list:
      return {children.begin(), children.end()};
    case NodeKind::paren:
      if (depth > kMaxWrapping) return {node};
      return argument_nodes(children.front(), depth + 1);
    case NodeKind::cast:
      if (depth > kMaxWrapping || !tree_[node].text.ends_with("[]")) return {node};
      return argument_nodes(children.front(), depth + 1);
    case NodeKind::array: {
      const auto statements = tree_.children(children.front());
      if (depth > kMaxWrapping || statements.empty()) return {};
      if (statements.size() == 1) return argument_nodes(statements.front(), depth + 1);
      return {statements.begin(), statements.end()};
    }
    case NodeKind::variable: {
      const auto ids = symbols_.reaching(tree_[node].text, node);
      if (depth > kMaxWrapping || ids.empty()) return {node};
      const NodeId value = symbols_.definition(ids.front()).node;
      const NodeKind kind = tree_[value].kind;
      const bool several = kind == NodeKind::list || kind == NodeKind::array;
      return several ? argument_nodes(value, depth + 1) : std::vector<NodeId>{node};
    }
    default:
      return {node};
  }
}

std::vector<NodeId> Evaluator::constructor_arguments(NodeId node, std::string& type, NodeId& properties) {
  const Node& self = tree_[node];
  properties = kNoNode;
  if (self.kind == NodeKind::cast) {
    type = self.text;
    properties = tree_.child(node, 0);
    return {};
  }
  if (self.kind == NodeKind::invoke) {
    const auto children = tree_.children(node);
    const bool created = is_creation(tree_, node);  // [Activator]::CreateInstance([T], @(a, b))
    const NodeId named = created ? children[2] : children.front();
    type = tree_[named].text;
    if (tree_[named].kind != NodeKind::type) type = to_text(evaluate(named).front());
    if (created && children.size() == 4) return argument_nodes(children[3], 0);
    if (created) return {children.begin() + 3, children.end()};
    return {children.begin() + 2, children.end()};
  }
  const CommandLine line = arrange(tree_, node, "New-Object");
  NodeId arguments = line.named("ArgumentList");
  properties = line.named("Property");
  NodeId name = line.named("TypeName");
  for (const std::string& splat : line.splats) {
    for (const Result& table : splatted(splat, node)) {
      if (name == kNoNode) name = table_value(table.node, "TypeName");
      if (arguments == kNoNode) arguments = table_value(table.node, "ArgumentList");
      if (arguments == kNoNode) arguments = table_value(table.node, "Args");
      if (properties == kNoNode) properties = table_value(table.node, "Property");
    }
  }
  type = to_text(evaluate(name).front());
  if (tree_[properties].kind == NodeKind::variable) {
    const Results tables = evaluate(properties);
    properties = tables.front().kind == ResultKind::table ? tables.front().node : kNoNode;
  }
  return argument_nodes(arguments, 0);
}

Results Evaluator::splatted(const std::string& name, NodeId use) {
  Results tables;
  for (const std::uint32_t id : symbols_.reaching(name, use)) {
    for (Result& result : evaluate(symbols_.definition(id).node)) {
      if (result.kind != ResultKind::table) continue;
      result.path = name;
      tables.push_back(std::move(result));
    }
  }
  return tables;
}

Results Evaluator::appended_text(NodeId argument) {
  for (int i = 0;
       i < 4 && (tree_[argument].kind == NodeKind::cast || tree_[argument].kind == NodeKind::paren); ++i)
    argument = tree_.child(argument, 0);
  const Node& self = tree_[argument];
  Results texts;
  const auto children = tree_.children(argument);
  const bool indexed = self.kind == NodeKind::index;
  const bool cut = self.kind == NodeKind::invoke && children.size() > 2 &&
                   (base::equal_nocase(self.text, "Substring") || base::equal_nocase(self.text, "Chars"));
  const NodeId place = indexed ? tree_.child(argument, 1) : cut ? children[2] : kNoNode;
  if (place != kNoNode && tree_[place].kind == NodeKind::variable) {  // $text[$i], in a loop that counts
    for (Result& held : evaluate(tree_.child(argument, 0))) {
      if (held.kind == ResultKind::list)
        held = join(held, Result{.kind = ResultKind::text}, argument).front();
      if (held.kind == ResultKind::text) texts.push_back(std::move(held));
    }
    return texts;
  }
  if (self.kind != NodeKind::variable) return {};
  for (const std::uint32_t id : symbols_.reaching(self.text, argument)) {
    const Definition& found = symbols_.definition(id);
    if (found.kind != DefinitionKind::element) continue;
    for (const Result& candidate : evaluate(found.node)) {
      if (candidate.kind == ResultKind::text) texts.push_back(candidate);
      if (candidate.kind != ResultKind::list) continue;
      for (Result& joined : join(candidate, Result{.kind = ResultKind::text}, found.node)) {
        if (joined.kind != ResultKind::text) continue;
        joined.computed = candidate.computed;
        if (!candidate.span.empty()) joined.span = candidate.span;
        joined.quoting = candidate.quoting;
        joined.decoded_by = candidate.decoded_by;
        texts.push_back(std::move(joined));
      }
    }
  }
  return texts;
}

}  // namespace tamis::read::powershell
