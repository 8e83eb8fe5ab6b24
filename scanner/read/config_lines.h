// Configuration with one assignment a line; config_blocks.h reads the dialects with braces.
#pragma once

#include "model/span.h"
#include "read/config_dialect.h"
#include "read/fact_writer.h"

namespace tamis::read {

// `section`: the line above `part` that names its section, empty for none.
void read_config_lines(FactWriter& writer, const Dialect& dialect, model::Span section, model::Span part);

}  // namespace tamis::read
