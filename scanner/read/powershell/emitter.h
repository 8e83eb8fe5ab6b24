// Emitter: walks a tree and writes down the facts that rules judge: assignments, calls, options, headers, and
// what stands inside strings. One object for each call of the reader; not thread-safe.
//
//   Emitter emitter(tree, symbols, evaluator, input, facts);
//   emitter.emit_all();
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "read/powershell/evaluator.h"
#include "read/powershell/symbols.h"
#include "read/powershell/tree.h"
#include "read/reader.h"

namespace tamis::read::powershell {

// A text with holes where variables and expressions stand, and the way back to the script.
struct Template {
  struct Piece {
    std::size_t begin = 0;  // in `text`
    std::size_t size = 0;
    NodeId node = kNoNode;   // the expression of a hole, the string otherwise
    std::size_t source = 0;  // where it is written in the script
    bool verbatim = false;   // byte for byte
  };
  std::string text;
  std::vector<Piece> pieces;

  static constexpr char kHole = '\x01';  // one in `text` for each expression
};

struct Word {  // of a command line
  Template content;
  NodeId node = kNoNode;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

class Emitter {
 public:
  Emitter(const Tree& tree, const Symbols& symbols, Evaluator& evaluate, const Input& input,
          std::vector<model::Fact>& facts)
      : tree_(tree), symbols_(symbols), evaluate_(evaluate), input_(input), facts_(facts) {}

  void emit_all();

 private:
  using Arguments = std::vector<std::pair<std::string, Results>>;  // names, empty for positional ones

  // emitter.cpp
  void find_holders();
  void mark_patterns(NodeId node);
  void consume(NodeId text);
  model::Fact fact_at(model::FactKind kind, NodeId node) const;
  void emit_values(model::Fact fact, const Results& values);
  void emit_call(NodeId node, std::string name, Arguments arguments, std::string user);
  std::string account(const Arguments& arguments) const;

  // emit_assignments.cpp
  void emit_assignment(NodeId node);
  void emit_named_value(NodeId node, const std::string& path, std::string name, const Results& values,
                        bool is_default);
  void emit_pair(NodeId name, NodeId value);
  std::string name_of_holder(NodeId holder, const std::string& otherwise);
  void emit_parameter(NodeId node);
  void emit_property(NodeId node);
  void emit_table(NodeId node);
  void emit_header(NodeId node, const std::string& name, const Results& values);
  void emit_typed_property(NodeId assignment, NodeId target, const Results& values);

  // emit_calls.cpp
  void emit_invoke(NodeId node);
  void name_method(NodeId node, const Arguments& passed, std::string& name) const;
  void emit_directory_password(NodeId node, NodeId value);
  void emit_command(NodeId node);
  std::string program_name(NodeId node);
  void emit_constructor(NodeId node);
  void emit_authorization(NodeId node, const Arguments& arguments);
  void emit_known_command(NodeId node, const std::string& name);
  void emit_parameters(NodeId node, const std::string& program, const CommandLine& line,
                       std::size_t shortest = 0);
  void emit_registry(NodeId node, const CommandLine& line);
  void emit_wmi_change(NodeId node, const CommandLine& line, const Arguments& arguments);
  void emit_append_char(NodeId node, NodeId argument);
  void emit_append_series();
  Results password_in(Results values);
  void name_context_password(Arguments& arguments) const;

  // emit_commandlines.cpp
  void emit_program(NodeId node, const std::string& program, std::vector<Word> words);
  void emit_pairs_of(NodeId node, const std::string& program, const std::vector<Word>& words);
  void emit_unix_program(NodeId node, const std::string& program, const std::vector<Word>& words);
  void emit_option(NodeId node, const std::string& program, const std::string& option, const Results& values,
                   const std::string& user);
  void emit_program_call(NodeId node, const std::string& name, const Results& values,
                         const std::string& user);
  std::vector<Word> words_of(NodeId command);
  std::vector<NodeId> items_of(NodeId node);
  void emit_started(NodeId node, NodeId file, NodeId arguments);
  std::vector<Word> split_words(const Word& line);
  Results value_of(const Word& word, std::size_t from, std::size_t to);
  std::string text_of(const Word& word) const { return word.content.text; }

  // emit_strings.cpp
  Template make_template(NodeId node);
  void append_template(Template& result, NodeId node, int depth);
  Results slice(const Template& content, std::size_t begin, std::size_t end, NodeId node);
  void emit_string(NodeId node);
  void emit_connection_string(NodeId node, const Template& content);
  void emit_query(NodeId node, const Template& content);
  void emit_pair_string(NodeId node, const Template& content, std::size_t begin, std::size_t end);
  void emit_filled_mark(NodeId node, NodeId mark, NodeId value);
  void emit_built_string(NodeId node);
  void emit_ftp_login(NodeId node, const Template& content, std::size_t begin, std::size_t end);
  void emit_command_string(NodeId node, const Template& content);
  void emit_nested(NodeId node);
  bool emit_unescaped(NodeId node, std::string_view content);
  void resolve_holes(NodeId node, std::size_t first_fact);
  void emit_records(NodeId node, const std::string& command);

  const Tree& tree_;
  const Symbols& symbols_;
  Evaluator& evaluate_;
  const Input& input_;
  std::vector<model::Fact>& facts_;
  std::vector<std::string> holders_;  // for hashtables: the path under which they are held
  std::vector<bool> consumed_;        // strings that a ConvertFrom command takes apart
  std::vector<bool> inner_;           // parts of a longer string expression
  std::vector<bool> pattern_;         // right-hand sides of -match, -replace, -split …
  std::vector<bool> said_;            // messages: what Write-Host and its like show
  NodeId started_ = kNoNode;          // $info.FileName last set
  NodeId block_name_ = kNoNode;       // Name = '…' last seen in a configuration's block
  std::vector<NodeId> upstream_;      // for commands in pipelines: what is piped into them
  std::vector<std::pair<std::string, NodeId>> appended_;  // AppendChar('x') with a constant: of which string
};

}  // namespace tamis::read::powershell
