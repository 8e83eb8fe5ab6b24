// StructureReader: goes through the tokens of a program text once and writes down its bindings and calls. Its
// parts: code_structure.cpp goes through tokens and brackets, code_bindings.cpp reads what is bound to a
// name, code_targets.cpp to which name, code_extent.cpp up to where, code_calls.cpp what is called.
//
//   StructureReader(program).run();   // fills program.bindings and program.calls from program.tokens
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/code_program.h"

namespace tamis::read {

class StructureReader {
 public:
  explicit StructureReader(Program& program) : p_(program), t_(program.tokens) { frames_.push_back({}); }

  void run();

 private:
  struct Frame {
    std::size_t open = 0;
    char kind = '\0';
    std::string path;             // of what this bracket is the value
    std::string pending;          // of the binding whose value is being read …
    std::size_t pending_end = 0;  // … up to this token
    std::uint32_t block = 0;
    bool declaration = false;
    bool is_class = false;
    std::string function;  // whose body this is
  };

  static constexpr std::size_t kMaxExpression = 96;  // top-level tokens
  static constexpr std::size_t kMaxType = 16;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  static constexpr std::size_t kMaxDepth = 64;

  std::string_view written(std::size_t i) const { return p_.written(i); }
  bool kind(std::size_t i, TokenKind k) const { return i < t_.size() && t_[i].kind == k; }
  Frame& frame() { return frames_.back(); }

  // code_structure.cpp
  void visit();
  void word();
  void punctuation();
  void open(char kind_of_bracket);
  void close();
  void name_of_function(Frame& inner) const;
  void name_of_class(Frame& inner) const;

  // code_bindings.cpp
  static std::string join(std::string_view a, std::string_view b);
  void bind(const NamePath& target, std::size_t op);
  bool is_member(const Binding& binding, std::size_t op);
  void assignment();
  std::size_t targets_before(std::size_t first) const;
  void distribute(std::size_t before);
  void fat_arrow();
  void colon();
  bool is_annotation() const;
  bool begins_entry(std::size_t first) const;
  void bind_key(std::size_t key, std::size_t op);
  void pair();
  void preprocessor();
  void constant();
  void comparison();
  void returned();
  std::string python_function() const;

  // code_targets.cpp
  std::size_t target_end(std::size_t last) const;
  bool is_comparison(std::size_t first) const;
  bool holds_word(std::size_t from, std::size_t to, std::string_view word) const;
  std::size_t before_as(std::size_t last) const;
  std::size_t before_annotation(std::size_t last) const;
  std::size_t before_go_type(std::size_t last) const;

  // code_extent.cpp
  std::size_t expression_end(std::size_t begin) const;
  bool ends_at_line(std::size_t begin, std::size_t line_end) const;
  std::size_t statement_end(std::size_t begin) const;

  // code_calls.cpp
  void call();
  std::size_t before_generics(std::size_t last) const;
  void bare_call();
  static bool is_statement_word(std::string_view word);

  Program& p_;
  const std::vector<Token>& t_;
  std::size_t at_ = 0;
  std::uint32_t blocks_ = 0;
  std::vector<Frame> frames_;
};

}  // namespace tamis::read
