// CommandReader: goes through the words of one command line, program by program, and writes what they say.
// Its parts: command_words.cpp finds the programs and their words, command_options.cpp reads options,
// command_positional.cpp the programs whose secrets have no option.
//
//   CommandReader(words, context, facts).run();
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "read/command_programs.h"
#include "read/command_words.h"

namespace tamis::read {

class CommandReader {
 public:
  CommandReader(const std::vector<CommandWord>& words, const CommandContext& context,
                std::vector<model::Fact>& facts)
      : words_(words), context_(context), facts_(facts), count_(std::min(words.size(), kMaxWords)) {}

  void run();

 private:
  static constexpr std::size_t kMaxWords = 1024;

  const std::string& text(std::size_t i) const { return words_[i].literal.text.text(); }
  bool bare(std::size_t i) const { return words_[i].literal.quoting == model::Quoting::bare; }
  bool bare_option(std::size_t i) const { return text(i).size() >= 2 && text(i)[1] != ' '; }

  // command_words.cpp
  bool is_assignment(std::size_t i) const;
  std::size_t first_program() const;
  std::size_t next_program(std::size_t from) const;
  void command(std::size_t first, std::size_t end);
  void log_in(std::size_t first, std::size_t end);
  std::size_t word(std::size_t i);
  std::string account(std::size_t first, std::size_t end) const;
  model::Fact fact(model::FactKind kind, std::string name, std::string path, model::Span span) const;
  model::Value part(std::size_t i, std::size_t from, std::size_t to, bool& is_default) const;

  // command_options.cpp
  std::size_t dashed(std::size_t i);
  bool asks_for_password(std::string_view option) const;
  bool is_slash_option(std::string_view written) const;
  std::size_t slashed(std::size_t i);
  void option(std::string name, std::size_t i, std::size_t from);
  void pairs(std::size_t i, std::size_t from);

  // command_positional.cpp
  void positional(std::size_t first, std::size_t end);
  bool holds_flag(std::size_t first, std::size_t end, char flag) const;
  void call(std::string name, const std::vector<std::size_t>& arguments);
  void named(std::string_view name, std::size_t i, std::size_t from);
  void net(const std::vector<std::size_t>& plain, std::size_t);
  void qpdf(std::size_t first, std::size_t end);
  void mysqladmin(const std::vector<std::size_t>& plain);
  void oracle(const std::vector<std::size_t>& plain);
  void bind_triple(std::size_t first, std::size_t end);
  void redis(const std::vector<std::size_t>& plain);
  void zmprov(const std::vector<std::size_t>& plain);
  void nmcli(std::size_t first, std::size_t end);
  void registry(std::size_t first, std::size_t end);
  void service(std::size_t first, std::size_t end);
  void occ(const std::vector<std::size_t>& plain);
  void config_tool(std::size_t first, std::size_t end);
  void set_pair(const std::vector<std::size_t>& plain);

  const std::vector<CommandWord>& words_;
  const CommandContext& context_;
  std::vector<model::Fact>& facts_;
  std::size_t count_;
  std::string program_;
  const ProgramRow* row_ = nullptr;
  std::string user_;
  std::size_t first_ = 0;
  std::size_t end_ = 0;
};

}  // namespace tamis::read
