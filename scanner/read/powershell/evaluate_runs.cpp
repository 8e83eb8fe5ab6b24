// Loops and blocks of several statements, statement by statement: counters, branches, lists and builders that
// are filled on the way. A run ends without a result where something it depends on cannot be known; then the
// places that assign a name are looked at one by one instead.
#include <algorithm>

#include "base/text.h"
#include "read/powershell/evaluator.h"

namespace tamis::read::powershell {
namespace {

constexpr std::size_t kMaxNames = 64;
constexpr int kMaxCollectDepth = 24;

bool is_loop(const Node& node) {
  return node.kind == NodeKind::foreach_loop || node.kind == NodeKind::for_loop ||
         (node.kind == NodeKind::conditional && (node.text == "while" || node.text.starts_with("do")));
}

// Types before the name, and parentheses around it.
NodeId bare(const Tree& tree, NodeId node) {
  for (int i = 0; i < 8 && (tree[node].kind == NodeKind::cast || tree[node].kind == NodeKind::paren); ++i)
    node = tree.child(node, 0);
  return node;
}

// $list behind $list.Add('x').Add('y')
NodeId called_on(const Tree& tree, NodeId call) {
  for (int i = 0; i < 16 && tree[call].kind == NodeKind::invoke && !tree[call].flag; ++i)
    call = tree.child(call, 0);
  return call;
}

bool fills(std::string_view method) {
  return base::equal_nocase(method, "Add") || base::equal_nocase(method, "Append") ||
         base::equal_nocase(method, "AppendChar") || base::equal_nocase(method, "Insert") ||
         base::equal_nocase(method, "AddRange") || base::equal_nocase(method, "Reverse") ||
         base::equal_nocase(method, "Push") || base::equal_nocase(method, "Enqueue");
}

void collect_names(const Tree& tree, NodeId node, int depth, std::vector<std::string>& names) {
  if (depth > kMaxCollectDepth || names.size() >= kMaxNames || node == kNoNode) return;
  const Node& self = tree[node];
  if (self.kind == NodeKind::function) return;
  NodeId target = kNoNode;
  if (self.kind == NodeKind::assignment) target = bare(tree, tree.child(node, 0));
  if (self.kind == NodeKind::unary && (self.op == Operator::increment || self.op == Operator::decrement))
    target = tree.child(node, 0);
  if (self.kind == NodeKind::invoke && fills(self.text))
    target = self.flag ? bare(tree, tree.child(node, 2)) : called_on(tree, node);
  if (tree[target].kind == NodeKind::index) target = tree.child(target, 0);
  if (tree[target].kind == NodeKind::variable && tree[target].text != "null") {
    const std::string& name = tree[target].text;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  for (const NodeId child : tree.children(node)) collect_names(tree, child, depth + 1, names);
}

}  // namespace

// Whether a block is more than an expression: it changes names, branches, or has several statements.
bool Evaluator::has_effects(NodeId body) {
  const auto statements = tree_.children(body);
  if (statements.size() > 1) return true;
  const NodeKind only = tree_[statements.front()].kind;
  if (only == NodeKind::conditional || only == NodeKind::for_loop || only == NodeKind::foreach_loop)
    return true;
  return !changed_names(body).empty();
}

// The names that a loop or block gives new values; found once.
const std::vector<std::string>& Evaluator::changed_names(NodeId body) {
  const auto known = changed_.find(body);
  if (known != changed_.end()) return known->second;
  std::vector<std::string> names;
  collect_names(tree_, body, 0, names);
  return changed_.emplace(body, std::move(names)).first->second;
}

// New-Object …StringBuilder, [List[char]]::new(), New-Object byte[] 16: as the text or list that it is.
Result Evaluator::as_container(const Result& value) {
  if (value.kind != ResultKind::object) return value;
  std::string type = base::to_lower(value.text);
  const bool builder = type.ends_with("stringbuilder");
  const bool array = type.ends_with("[]") && type.find("list[") == std::string::npos;
  const bool list = type.find("list") != std::string::npos || type.find("collection") != std::string::npos ||
                    type.find("queue") != std::string::npos || type.find("stack") != std::string::npos;
  if (!builder && !array && !list && !type.ends_with("securestring")) return value;
  Result made{.kind = builder || type.ends_with("securestring") ? ResultKind::text : ResultKind::list};
  NodeId properties = kNoNode;
  std::string ignored;
  const std::vector<NodeId> arguments =
      value.node == kNoNode ? std::vector<NodeId>{} : constructor_arguments(value.node, ignored, properties);
  const Result first = arguments.empty() ? Result{} : evaluate(arguments.front()).front();
  if (made.kind == ResultKind::text) {
    if (first.kind == ResultKind::text) return first;
    made.computed = true;
    return made;
  }
  auto items = std::make_shared<Results>();
  const auto size = array ? to_integer(first) : std::nullopt;
  if (size && *size > 0 && *size <= static_cast<std::int64_t>(kMaxItems))
    items->resize(static_cast<std::size_t>(*size), Result{.kind = ResultKind::number});
  if (!array && first.kind == ResultKind::list) *items = unfold(first);
  made.items = std::move(items);
  return made;
}

std::optional<bool> Evaluator::truth(const Result& value) {
  switch (value.kind) {
    case ResultKind::boolean:
    case ResultKind::number:
      return value.number != 0;
    case ResultKind::null:
      return false;
    case ResultKind::text:
      return !value.text.empty();
    case ResultKind::character:
    case ResultKind::table:
    case ResultKind::object:
      return true;
    case ResultKind::list:
      return value.items != nullptr && !value.items->empty();
    default:
      return std::nullopt;
  }
}

Result* Evaluator::bound(std::string_view name) {
  for (std::size_t i = bindings_.size(); i > frame_; --i) {
    if (bindings_[i - 1].first == name) return &bindings_[i - 1].second;
  }
  return nullptr;
}

void Evaluator::bind(const std::string& name, Result value) {
  if (Result* held = bound(name)) {
    *held = std::move(value);
  } else {
    bindings_.emplace_back(name, std::move(value));
  }
}

// What the names that `body` changes hold before it begins.
void Evaluator::bind_before(NodeId body) {
  const Node& self = tree_[body];
  for (const std::string& name : changed_names(body)) {
    if (bound(name) != nullptr) continue;
    Results before;
    for (const std::uint32_t id : symbols_.reaching_at(name, self.block, self.begin, self.in_comment)) {
      const Definition& found = symbols_.definition(id);
      if (found.position > self.begin || !before.empty()) continue;
      before = definition(id, body);
    }
    bindings_.emplace_back(name,
                           before.empty() ? Result{.kind = ResultKind::null} : as_container(before.front()));
  }
}

bool Evaluator::step(NodeId node) {
  // $i++: the value that it has now is what the expression gives, unless the sign stands before it.
  const NodeId target = bare(tree_, tree_.child(node, 0));
  Result* held = tree_[target].kind == NodeKind::variable ? bound(tree_[target].text) : nullptr;
  if (held == nullptr) return false;
  if (held->kind == ResultKind::null) *held = Result{.kind = ResultKind::number};
  if (held->kind != ResultKind::number) return false;
  held->number += tree_[node].op == Operator::increment ? 1 : -1;
  return true;
}

bool Evaluator::assign(NodeId node) {
  const NodeId target = bare(tree_, tree_.child(node, 0));
  const Node& place = tree_[target];
  const Operator op = tree_[node].op;
  Result value = as_container(evaluate(tree_.child(node, 1)).front());
  if (tree_[tree_.child(node, 0)].kind == NodeKind::cast)
    value = convert(value, base::to_lower(tree_[tree_.child(node, 0)].text), node).front();
  if (place.kind == NodeKind::index && tree_[tree_.child(target, 0)].kind == NodeKind::variable) {
    Result* held = bound(tree_[tree_.child(target, 0)].text);
    const auto at = to_integer(evaluate(tree_.child(target, 1)).front());
    if (held == nullptr || (held->kind != ResultKind::list && held->kind != ResultKind::bytes)) return true;
    auto items = std::make_shared<Results>(unfold(*held));
    if (!at || *at < 0 || static_cast<std::size_t>(*at) >= items->size()) return false;
    Result& item = (*items)[static_cast<std::size_t>(*at)];
    if (op == Operator::other) value = Result{};
    item = op == Operator::none ? value : change(op, item, value, node);
    held = bound(tree_[tree_.child(target, 0)].text);
    const model::Span span = held->span;
    *held = Result{.kind = ResultKind::list, .items = std::move(items), .span = span};
    return true;
  }
  if (place.kind != NodeKind::variable) return true;
  if (place.text == "null") return true;
  const Result* held = bound(place.text);
  const Result before = held == nullptr ? Result{.kind = ResultKind::null} : *held;
  bind(place.text, op == Operator::none ? value : change(op, before, value, node));
  return true;
}

Result Evaluator::change(Operator op, const Result& before, const Result& value, NodeId node) {
  if (op == Operator::add) return add(before, value, node).front();
  if (op == Operator::subtract || op == Operator::multiply)
    return arithmetic(op, before, value, node).front();
  return {};
}

// $list.Add($x), $builder.Append('a').Append('b'), [array]::Reverse($list)
bool Evaluator::fill(NodeId call) {
  const Node& self = tree_[call];
  const auto children = tree_.children(call);
  if (self.flag) {
    const NodeId turned = bare(tree_, tree_.child(call, 2));
    Result* held = tree_[turned].kind == NodeKind::variable ? bound(tree_[turned].text) : nullptr;
    if (!base::equal_nocase(self.text, "Reverse") || held == nullptr) return true;
    const Results turned_round = static_call("array", "reverse", {Results{*held}}, call);
    bind(tree_[turned].text, turned_round.front());
    return true;
  }
  const NodeId root = called_on(tree_, call);
  if (tree_[root].kind != NodeKind::variable || !fills(self.text)) return true;
  if (tree_[children.front()].kind == NodeKind::invoke && !fill(children.front())) return false;
  const Result* held = bound(tree_[root].text);
  if (held == nullptr || children.size() < 3) return held != nullptr;
  const std::string method = base::to_lower(self.text);
  const bool inserts = method == "insert" && children.size() == 4;
  const Result value = evaluate(children[inserts ? 3 : 2]).front();
  const auto at = inserts ? to_integer(evaluate(children[2]).front()) : std::optional<std::int64_t>(0);
  held = bound(tree_[root].text);
  Result next;
  if (held->kind == ResultKind::table || held->kind == ResultKind::record) return true;
  if (inserts) {
    if (!at || *at != 0 || held->kind != ResultKind::text) return false;
    next = add(value, *held, call).front();
  } else if (held->kind == ResultKind::list || held->kind == ResultKind::text) {
    next = add(*held, value, call).front();
  }
  bind(tree_[root].text, std::move(next));
  return true;
}

Evaluator::Flow Evaluator::run_branches(NodeId node, Results& output) {
  for (const NodeId branch : tree_.children(node)) {
    if (branch == kNoNode) return Flow::lost;
    const NodeId condition = tree_[branch].condition;
    if (condition != kNoNode) {
      const auto holds = truth(evaluate(condition).front());
      if (!holds) return Flow::lost;
      if (!*holds) continue;
    }
    return run_block(branch, output);
  }
  return Flow::next;
}

Evaluator::Flow Evaluator::run_switch(NodeId node, Results& output) {
  const Result subject = evaluate(tree_[node].condition).front();
  if (!subject.is_constant()) return Flow::lost;
  bool matched = false;
  for (const NodeId branch : tree_.children(node)) {
    const NodeId condition = branch == kNoNode ? kNoNode : tree_[branch].condition;
    const Result pattern = condition == kNoNode ? Result{} : evaluate(condition).front();
    if (!pattern.is_constant()) return Flow::lost;
    const bool otherwise = tree_[condition].kind == NodeKind::string &&
                           tree_[condition].quoting == model::Quoting::bare && pattern.text == "default";
    if (otherwise ? matched : !base::equal_nocase(to_text(subject), to_text(pattern))) continue;
    matched = true;
    const Flow flow = run_block(branch, output);
    if (flow == Flow::stop) break;
    if (flow != Flow::next) return flow;
  }
  return Flow::next;
}

Evaluator::Flow Evaluator::run_loop(NodeId node, Results& output) {
  const Node& self = tree_[node];
  const auto body_done = [](Flow flow) { return flow == Flow::next || flow == Flow::again; };
  if (self.kind == NodeKind::foreach_loop) {
    const Results collection = unfold(evaluate(tree_.child(node, 1)).front());
    for (const Result& item : collection) {
      ++steps_;
      if (exhausted() || item.kind == ResultKind::unknown) return Flow::lost;
      bind(tree_[tree_.child(node, 0)].text, item);
      const Flow flow = run_block(tree_.child(node, 2), output);
      if (flow == Flow::stop) break;
      if (!body_done(flow)) return flow;
    }
    return Flow::next;
  }
  const bool counted = self.kind == NodeKind::for_loop;
  const NodeId body = tree_.child(node, counted ? 3 : 0);
  const NodeId condition = counted ? tree_.child(node, 1) : tree_[body].condition;
  if (counted && tree_.child(node, 0) != kNoNode && run(tree_.child(node, 0), output) == Flow::lost)
    return Flow::lost;
  const bool after = self.text.starts_with("do");
  for (std::size_t count = 0; count < kMaxItems; ++count) {
    ++steps_;
    if (exhausted()) return Flow::lost;
    if (!after || count > 0) {
      const auto holds = truth(evaluate(condition).front());
      if (!holds) return Flow::lost;
      if (*holds == (self.text == "dountil")) return Flow::next;
    }
    const Flow flow = run_block(body, output);
    if (flow == Flow::stop) return Flow::next;
    if (!body_done(flow)) return flow;
    if (counted && tree_.child(node, 2) != kNoNode && run(tree_.child(node, 2), output) == Flow::lost)
      return Flow::lost;
  }
  return Flow::lost;
}

Evaluator::Flow Evaluator::run_block(NodeId block, Results& output) {
  if (block == kNoNode) return Flow::lost;
  for (const NodeId statement : tree_.children(block)) {
    const Flow flow = run(statement, output);
    if (flow != Flow::next) return flow;
  }
  return Flow::next;
}

Evaluator::Flow Evaluator::run(NodeId node, Results& output) {
  ++steps_;
  ++depth_;
  const Flow flow = exhausted() ? Flow::lost : run_statement(node, output);
  --depth_;
  return flow;
}

Evaluator::Flow Evaluator::run_statement(NodeId node, Results& output) {
  const Node& self = tree_[node];
  if (is_loop(self)) return run_loop(node, output);
  switch (self.kind) {
    case NodeKind::empty:
    case NodeKind::function:
    case NodeKind::parameter_declaration:
    case NodeKind::property:
      return Flow::next;
    case NodeKind::block:  // param( … ), begin { … }
      return run_block(node, output);
    case NodeKind::assignment: {
      const NodeId called = bare(tree_, tree_.child(node, 1));
      if (tree_[tree_.child(node, 0)].text == "null" && tree_[called].kind == NodeKind::invoke)
        return fill(called) ? Flow::next : Flow::lost;
      return assign(node) ? Flow::next : Flow::lost;
    }
    case NodeKind::conditional:
      if (self.text == "if") return run_branches(node, output);
      if (self.text == "switch") return run_switch(node, output);
      if (self.text == "try") return run_block(tree_.child(node, 0), output);
      return Flow::lost;
    case NodeKind::unary:
      if (self.op == Operator::stop) return Flow::stop;
      if (self.op == Operator::again) return Flow::again;
      if (self.op == Operator::increment || self.op == Operator::decrement)
        return step(node) ? Flow::next : Flow::lost;
      if (self.op == Operator::returns) {
        if (tree_.child(node, 0) != kNoNode) output.push_back(evaluate(tree_.child(node, 0)).front());
        return Flow::leave;
      }
      break;
    case NodeKind::cast:
    case NodeKind::invoke:
    case NodeKind::pipeline: {
      NodeId call = self.kind == NodeKind::pipeline ? tree_.child(node, 0) : node;
      call = bare(tree_, call);
      const bool dropped = self.kind == NodeKind::cast && base::equal_nocase(self.text, "void");
      const bool filling = tree_[call].kind == NodeKind::invoke && fills(tree_[call].text);
      if (filling) return fill(call) ? Flow::next : Flow::lost;
      if (dropped) return Flow::next;
      break;
    }
    default:
      break;
  }
  Result value = evaluate(node).front();
  const bool says = value.kind != ResultKind::unknown && value.kind != ResultKind::null;
  const bool command = self.kind == NodeKind::command || self.kind == NodeKind::pipeline;
  if (says || !command) output.push_back(std::move(value));
  return Flow::next;
}

// What the names that a loop changes hold when it has ended; nothing where that cannot be known.
const Evaluator::Names* Evaluator::names_after(NodeId loop) {
  const auto known = after_.find(loop);
  if (known != after_.end()) return known->second ? &*known->second : nullptr;
  if (!running_.insert(loop).second) return nullptr;
  std::optional<Names> names;
  const std::size_t frame = frame_;
  const std::size_t before = bindings_.size();
  frame_ = before;
  bind_before(loop);
  Results output;
  bool ended = false;
  if (tree_[loop].kind == NodeKind::pipeline) {
    lost_ = false;
    evaluate(loop);  // … | ForEach-Object { $x += … }
    ended = !lost_;
  } else {
    ended = run_loop(loop, output) == Flow::next;
  }
  if (ended && !exhausted())
    names.emplace(bindings_.begin() + static_cast<std::ptrdiff_t>(before), bindings_.end());
  bindings_.resize(before);
  frame_ = frame;
  running_.erase(loop);
  const bool alone = bindings_.empty();
  if (!alone) {
    inner_after_ = std::move(names);
    return inner_after_ ? &*inner_after_ : nullptr;
  }
  const auto entry = after_.emplace(loop, std::move(names)).first;
  return entry->second ? &*entry->second : nullptr;
}

// The loops around a place, the innermost first, up to the block `within`.
std::vector<NodeId> Evaluator::loops_around(BlockId block, BlockId within) const {
  std::vector<NodeId> loops;
  for (int i = 0; i < kMaxDepth && block != 0 && block != within; ++i) {
    if (const NodeId loop = symbols_.loop_node(block); loop != kNoNode) loops.push_back(loop);
    if (tree_.block(block).kind == BlockKind::function) break;
    block = tree_.block(block).parent;
  }
  return loops;
}

// The outermost loop that can be run says what the name holds in the end; `initial` is the block in which it
// gets its first value.
std::optional<Result> Evaluator::held_after_loops(const std::string& name, BlockId block, BlockId initial) {
  const std::vector<NodeId> loops = loops_around(block, initial);
  for (auto loop = loops.rbegin(); loop != loops.rend(); ++loop) {
    const Names* names = names_after(*loop);
    if (names == nullptr) continue;
    for (const auto& [held, value] : *names) {
      if (held == name && value.kind != ResultKind::unknown && value.kind != ResultKind::null) return value;
    }
  }
  return std::nullopt;
}

Result Evaluator::filled_in_loop(NodeId call) {
  const NodeId holder = called_on(tree_, call);
  if (tree_[holder].kind != NodeKind::variable) return {};
  const std::string& name = tree_[holder].text;
  const auto before = symbols_.reaching(name, holder);
  const BlockId initial = before.empty() ? 0 : symbols_.definition(before.back()).block;
  return held_after_loops(name, tree_[call].block, initial).value_or(Result{});
}

// Runs a block once for each item; nothing where the run is lost.
std::optional<Results> Evaluator::run_each(const Results& items, NodeId body, const std::string& variable) {
  const std::size_t before = bindings_.size();
  // Names of a surrounding run are shared: the block of ForEach-Object changes them.
  bind_before(body);
  Results output;
  bool lost = false;
  for (const Result& item : items) {
    ++steps_;
    lost = lost || exhausted() || item.kind == ResultKind::unknown || output.size() >= kMaxItems;
    if (lost) break;
    bindings_.emplace_back(variable, item);
    const std::size_t open = bindings_.size();
    const Flow flow = run_block(body, output);
    lost = flow == Flow::lost || flow == Flow::stop;
    // Names that the block made stay; the item goes.
    bindings_.erase(bindings_.begin() + static_cast<std::ptrdiff_t>(open) - 1);
    if (lost) break;
  }
  bindings_.resize(std::min(bindings_.size(), before));
  lost_ = lost_ || lost;
  if (lost) return std::nullopt;
  return output;
}

// Whether the calls in the script pass different texts as the first argument.
bool Evaluator::called_with_several(const Function& function) const {
  if (function.parameters.empty()) return false;
  const NodeId parameter = function.parameters.front();
  std::string first;
  for (const std::uint32_t id : symbols_.reaching_at(tree_[parameter].text, function.block,
                                                     tree_[function.node].end, tree_[parameter].in_comment)) {
    const Definition& found = symbols_.definition(id);
    if (found.kind != DefinitionKind::argument || found.place != parameter) continue;
    const std::string& passed = tree_[found.node].text;
    if (!first.empty() && !passed.empty() && passed != first) return true;
    if (first.empty()) first = passed;
  }
  return false;
}

// A function of the script with what it is called with; nothing where that cannot be known.
std::optional<Result> Evaluator::run_function(const Function& function, NodeId call) {
  const auto children = tree_.children(function.node);
  const NodeId body = children.empty() ? kNoNode : children.back();
  if (tree_[body].kind != NodeKind::block || function.parameters.empty()) return std::nullopt;
  const std::vector<std::pair<std::size_t, NodeId>> passed = symbols_.arguments_of(function, call);
  std::vector<std::pair<std::string, Result>> given;
  for (const auto& [index, value] : passed)
    given.emplace_back(tree_[function.parameters[index]].text, evaluate(value).front());
  std::size_t texts = 0;
  Result source;
  for (const auto& [name, value] : given) {
    if (value.kind != ResultKind::text) continue;
    source = value;
    ++texts;
  }
  const std::size_t frame = frame_;
  const std::size_t before = bindings_.size();
  frame_ = before;
  for (auto& entry : given) bindings_.push_back(std::move(entry));
  for (const NodeId parameter : function.parameters) {
    const NodeId value = tree_.child(parameter, 0);
    if (bound(tree_[parameter].text) == nullptr && value != kNoNode)
      bindings_.emplace_back(tree_[parameter].text, evaluate(value).front());
  }
  for (const std::string& name : changed_names(body)) {
    if (bound(name) == nullptr) bindings_.emplace_back(name, Result{.kind = ResultKind::null});
  }
  Results output;
  const Flow flow = run_block(body, output);
  bindings_.resize(before);
  frame_ = frame;
  if ((flow != Flow::next && flow != Flow::leave) || output.empty()) return std::nullopt;
  if (output.size() == 1) {
    // What a function makes of its one text is written where that text is.
    Result made = std::move(output.front());
    const bool of_text = texts == 1 && made.computed && made.kind == ResultKind::text;
    if (of_text && !source.span.empty()) {
      made.span = source.span;
      made.quoting = source.quoting;
    }
    return made;
  }
  auto items = std::make_shared<Results>(std::move(output));
  return Result{.kind = ResultKind::list, .items = std::move(items)};
}

}  // namespace tamis::read::powershell
