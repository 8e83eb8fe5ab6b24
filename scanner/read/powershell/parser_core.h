// ParserCore: the recursive descent behind parse(). One object for each call. Its functions are grouped in
// parse_expression.cpp, parse_command.cpp and parse_statement.cpp.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/powershell/parser.h"
#include "read/powershell/scanner.h"
#include "read/powershell/tree.h"

namespace tamis::read::powershell {

class ParserCore {
 public:
  ParserCore(Tree& tree, const ParseOptions& options)
      : tree_(tree),
        scan_(options.text, options.in_comment),
        in_comment_(options.in_comment),
        pulse_(options.pulse) {}

  void parse_script();
  const std::vector<model::Span>& comments() const { return scan_.comments(); }

 private:
  // How commas and line ends count where an expression stands.
  enum class Commas : bool { separate, build_lists };

  class Depth {  // counts how deep the recursion is
   public:
    explicit Depth(int& depth) : depth_(depth) { ++depth_; }
    ~Depth() { --depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

   private:
    int& depth_;
  };

  class InBlock {  // nodes made while it lives stand in `block`
   public:
    InBlock(ParserCore& parser, BlockId block) : parser_(parser), before_(parser.block_) {
      parser_.block_ = block;
    }
    ~InBlock() { parser_.block_ = before_; }
    InBlock(const InBlock&) = delete;
    InBlock& operator=(const InBlock&) = delete;

   private:
    ParserCore& parser_;
    BlockId before_;
  };

  static constexpr int kStatementDepth = kMaxParseDepth - 40;  // a statement begins only where it has room
  static constexpr int kUnwindDepth = kMaxParseDepth / 3;

  bool too_deep() const { return depth_ > kMaxParseDepth; }
  // After a nest that was too deep: true until the recursion is back at kUnwindDepth, where reading goes on.
  bool unwinding() {
    if (overflow_ && depth_ <= kUnwindDepth) overflow_ = false;
    return overflow_;
  }
  NodeId add(NodeKind kind, std::size_t begin, std::span<const NodeId> children, Node node = {});
  NodeId add(NodeKind kind, std::size_t begin, std::initializer_list<NodeId> children, Node node = {});
  BlockId open_block(BlockKind kind);

  // parse_expression.cpp
  NodeId parse_expression(Commas commas, int min_precedence = 0);
  NodeId parse_unary(Commas commas);
  NodeId parse_postfix(NodeId target, std::size_t begin);
  NodeId parse_member(NodeId target, std::size_t begin, bool is_static);
  NodeId parse_primary();
  NodeId parse_variable();
  NodeId parse_quoted();
  NodeId parse_expandable(const StringExtent& extent);
  NodeId parse_number();
  NodeId parse_bracket(Commas commas);
  NodeId parse_parenthesised();
  NodeId parse_hashtable();
  NodeId parse_script_block();
  std::vector<NodeId> parse_arguments();
  bool scan_type(std::string& name);
  // `exact`: -ceq, -creplace …: case counts.
  Operator scan_operator(int min_precedence, int& precedence, bool& exact);

  // parse_command.cpp
  NodeId parse_pipeline();
  NodeId parse_pipeline_rest(NodeId first, std::size_t begin);
  NodeId parse_command();
  NodeId parse_command_name();
  NodeId parse_argument();
  NodeId parse_argument_value();
  NodeId parse_parameter();
  NodeId parse_word(bool is_name);
  void skip_redirection();
  bool at_command_end() const;

  // parse_statement.cpp
  NodeId parse_block_body(char closing, BlockKind kind, std::string class_name = {});
  NodeId parse_braced_block(BlockKind kind);
  NodeId parse_branch(BlockKind kind, NodeId condition);
  void parse_statements(char closing, std::vector<NodeId>& statements);
  NodeId parse_statement();
  NodeId parse_keyword(std::string_view word);
  NodeId parse_if();
  NodeId parse_switch();
  NodeId parse_foreach();
  NodeId parse_for();
  NodeId parse_while();
  NodeId parse_try();
  NodeId parse_function();
  NodeId parse_parameters(std::vector<NodeId>& parameters);
  NodeId parse_class();
  void parse_class_member(const std::string& class_name);
  NodeId parse_bare_assignment();
  NodeId parse_condition();
  Operator scan_assignment_operator(bool& found);
  std::string_view peek_word() const;
  bool accept_word(std::string_view word);

  Tree& tree_;
  Scanner scan_;
  bool in_comment_;
  model::Pulse* pulse_;
  int depth_ = 0;
  bool overflow_ = false;
  BlockId block_ = 0;
};

}  // namespace tamis::read::powershell
