#include "engine/hyperscan.h"

#include <cstdlib>
#include <limits>
#include <memory>

#include "engine/dialect.h"

namespace tamis::engine {
namespace {

using CompileError = base::CHandle<hs_compile_error_t, &hs_free_compile_error>;
using ExpressionInfo = base::CHandle<hs_expr_info_t, &std::free>;
using SerializedBytes = base::CHandle<char, &std::free>;

tl::unexpected<base::Error> library_error(const std::string& what, hs_error_t code) {
  return base::fail(base::ErrorCode::internal, what + ": Hyperscan error " + std::to_string(code));
}

std::string reason_of(const CompileError& error) {
  return error && error->message != nullptr ? error->message : "no reason given";
}

base::Result<void> check_count(std::size_t count) {
  if (count > std::numeric_limits<unsigned>::max() / 2) {
    return base::fail(base::ErrorCode::invalid_argument, "too many literals or expressions");
  }
  return {};
}

// The C interface ends an expression at its first NUL byte, which would silently compile another expression.
base::Result<void> check_terminated(const std::string& pattern, const std::string& name) {
  if (pattern.find('\0') == std::string::npos) return {};
  return base::fail(base::ErrorCode::invalid_argument, name + " holds a NUL byte; write \\x00 instead");
}

std::string name_of(std::size_t index, const std::string& pattern) {
  return "expression " + std::to_string(index) + " /" + pattern + "/";
}

}  // namespace

base::Result<Database> compile_literals(const std::vector<Literal>& literals) {
  if (auto fits = check_count(literals.size()); !fits) return tl::unexpected(fits.error());
  std::vector<const char*> bytes;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i < literals.size(); ++i) {
    bytes.push_back(literals[i].bytes.data());
    flags.push_back(literals[i].nocase ? HS_FLAG_CASELESS : 0U);
    ids.push_back(static_cast<unsigned>(i));
    lengths.push_back(literals[i].bytes.size());
  }
  hs_database_t* raw = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const auto code =
      hs_compile_lit_multi(bytes.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(bytes.size()), HS_MODE_BLOCK, nullptr, &raw, &raw_error);
  Database database(raw);
  const CompileError error(raw_error);
  if (code == HS_SUCCESS) return database;
  std::string which = "literals";
  if (error && error->expression >= 0) which = "literal " + std::to_string(error->expression);
  return base::fail(base::ErrorCode::invalid_argument, which + " does not compile: " + reason_of(error));
}

base::Result<Database> compile_expressions(const std::vector<std::string>& expressions) {
  if (auto fits = check_count(expressions.size()); !fits) return tl::unexpected(fits.error());
  std::vector<std::string> translated;
  std::vector<unsigned> ids;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    auto terminated = check_terminated(expressions[i], "expression " + std::to_string(i));
    if (!terminated) return tl::unexpected(terminated.error());
    translated.push_back(to_hyperscan(expressions[i]));
    ids.push_back(static_cast<unsigned>(i));
  }
  std::vector<const char*> patterns;
  for (const auto& pattern : translated) patterns.push_back(pattern.c_str());
  const std::vector<unsigned> flags(expressions.size(), kExpressionFlags);
  hs_database_t* raw = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const auto code =
      hs_compile_multi(patterns.data(), flags.data(), ids.data(), static_cast<unsigned>(patterns.size()),
                       HS_MODE_BLOCK, nullptr, &raw, &raw_error);
  Database database(raw);
  const CompileError error(raw_error);
  if (code == HS_SUCCESS) return database;
  std::string which = "expressions";
  if (error && error->expression >= 0) {
    const auto index = static_cast<std::size_t>(error->expression);
    which = name_of(index, expressions[index]);
  }
  return base::fail(base::ErrorCode::invalid_argument, which + " does not compile: " + reason_of(error));
}

base::Result<std::string> serialize(const hs_database_t& database) {
  char* raw = nullptr;
  std::size_t size = 0;
  const auto code = hs_serialize_database(&database, &raw, &size);
  const SerializedBytes bytes(raw);
  if (code != HS_SUCCESS) return library_error("cannot serialize a database", code);
  return std::string(bytes.get(), size);
}

base::Result<Database> deserialize(std::string_view bytes) {
  hs_database_t* raw = nullptr;
  const auto code = hs_deserialize_database(bytes.data(), bytes.size(), &raw);
  Database database(raw);
  if (code == HS_SUCCESS) return database;
  return base::fail(base::ErrorCode::malformed, "not a database: Hyperscan error " + std::to_string(code));
}

std::string platform_identity() {
  hs_platform_info_t platform{};
  std::string identity = hs_version();
  if (hs_populate_platform(&platform) != HS_SUCCESS) return identity;
  identity += " tune " + std::to_string(platform.tune);
  identity += " features " + std::to_string(platform.cpu_features);
  return identity;
}

base::Result<void> extend_scratch(ScratchHandle& scratch, const hs_database_t& database) {
  hs_scratch_t* raw = scratch.release();
  const auto code = hs_alloc_scratch(&database, &raw);
  scratch.reset(raw);
  if (code != HS_SUCCESS) return library_error("cannot make scratch space", code);
  return {};
}

base::Result<ExpressionWidth> expression_width(const std::string& pattern) {
  auto terminated = check_terminated(pattern, "the expression");
  if (!terminated) return tl::unexpected(terminated.error());
  hs_expr_info_t* raw = nullptr;
  hs_compile_error_t* raw_error = nullptr;
  const auto code = hs_expression_info(to_hyperscan(pattern).c_str(), kExpressionFlags, &raw, &raw_error);
  const ExpressionInfo info(raw);
  const CompileError error(raw_error);
  if (code != HS_SUCCESS) {
    return base::fail(base::ErrorCode::invalid_argument,
                      "/" + pattern + "/ does not compile: " + reason_of(error));
  }
  ExpressionWidth width{.min = info->min_width};
  if (info->max_width != std::numeric_limits<unsigned>::max()) width.max = info->max_width;
  return width;
}

}  // namespace tamis::engine
