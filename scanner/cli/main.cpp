// tamis: the program. Prepares the process, then leaves everything to the command tree.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <clocale>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/command_line.h"
#include "cli/terminal.h"

namespace {

// A descriptor that was closed by the caller would be given to the first file we open, and a report written
// into it.
void open_standard_descriptors() {
  for (int fd = 0; fd <= 2; ++fd) {
    if (::fcntl(fd, F_GETFD) < 0) static_cast<void>(::open("/dev/null", fd == 0 ? O_RDONLY : O_WRONLY));
  }
}

// Memory holds secrets: it goes neither into a core file nor to a debugger of the same user.
void keep_memory_private() {
  const struct rlimit none {};
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
#ifndef TAMIS_SANITIZED  // the leak checker attaches to its own process
  static_cast<void>(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0));
#endif
}

}  // namespace

int main(int argc, char** argv) {
  open_standard_descriptors();
  keep_memory_private();
  ::signal(SIGPIPE, SIG_IGN);           // writing tells
  std::setlocale(LC_CTYPE, "C.UTF-8");  // libarchive turns member names into text by it
  try {
    return tamis::cli::run_command_line({argv + (argc > 0 ? 1 : 0), argv + argc});
  } catch (const std::bad_alloc&) {
    tamis::cli::say_error("out of memory");
  } catch (const std::exception&) {
    tamis::cli::say_error("internal error");
  }
  return tamis::cli::kExitError;
}
