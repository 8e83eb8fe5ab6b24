// The two streams of a command: what it says on standard error, and small facts about the terminal.
// Everything said passes report::append_printable: no byte of a hostile name reaches the terminal as it is.
#pragma once

#include <cstddef>
#include <string_view>

namespace tamis::cli {

// "tamis: <message>" on standard error, as one line of printable characters.
void say_error(std::string_view message);

// Writes all of `bytes` to the descriptor; false when it cannot (errno tells why).
bool write_bytes(int fd, std::string_view bytes);

bool is_terminal(int fd);
std::size_t terminal_width(int fd);  // 0 when unknown

// True where LC_ALL, LC_MESSAGES or LANG (the first that is set) asks for French.
bool wants_french();

enum class ColorMode { automatic, always, never };
// NO_COLOR and TERM=dumb turn colours off in the automatic mode.
bool use_color(ColorMode mode, int fd);

}  // namespace tamis::cli
