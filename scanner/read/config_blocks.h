// Configuration made of statements and braces: nginx, dovecot, FreeRADIUS, JAAS, SOGo's property lists, TOML,
// HCL, HOCON.
#pragma once

#include "model/span.h"
#include "read/config_dialect.h"
#include "read/fact_writer.h"

namespace tamis::read {

void read_config_blocks(FactWriter& writer, const Dialect& dialect, model::Span part);

}  // namespace tamis::read
