// Hyperscan's C interface, owned: databases, scratch space, compiling and (de)serializing.
//
// Everything here is immutable after its making and may be shared, except ScratchHandle: one for each thread.
#pragma once

#include <hs.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/c_handle.h"
#include "base/result.h"
#include "engine/engine.h"

namespace tamis::engine {

using Database = base::CHandle<hs_database_t, &hs_free_database>;
using ScratchHandle = base::CHandle<hs_scratch_t, &hs_free_scratch>;

// DOTALL and MULTILINE make stage 1 a superset of what RE2 finds with any setting of its (?s) and (?m):
// expressions have no look-around and no negation, so a wider '.', '^' or '$' only adds matches, which stage
// 2 then judges.
inline constexpr unsigned kExpressionFlags = HS_FLAG_DOTALL | HS_FLAG_MULTILINE;

// Ids of matches are the indices in the list. The list must not be empty.
base::Result<Database> compile_literals(const std::vector<Literal>& literals);
base::Result<Database> compile_expressions(const std::vector<std::string>& expressions);

base::Result<std::string> serialize(const hs_database_t& database);
// Errors: malformed for bytes that are no database of this library and processor.
base::Result<Database> deserialize(std::string_view bytes);

// What a serialized database depends on besides its input: library version and processor features.
std::string platform_identity();

// Grows `scratch` until it serves `database` too.
base::Result<void> extend_scratch(ScratchHandle& scratch, const hs_database_t& database);

}  // namespace tamis::engine
