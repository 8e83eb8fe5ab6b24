#include "cli/report_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "cli/terminal.h"

namespace tamis::cli {
namespace {

tl::unexpected<base::Error> cannot_write(const std::string& path, int error) {
  return base::fail(base::ErrorCode::io, "cannot write '" + path + "': " + std::strerror(error));
}

}  // namespace

ReportFile ReportFile::standard_output() {
  return {};
}

base::Result<ReportFile> ReportFile::create(const std::string& path) {
  ReportFile report;
  report.path_ = path;
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0) return cannot_write(path, errno);
    report.file_ = base::FileDescriptor(fd);
    return report;
  }
  std::string name = path + ".XXXXXX";
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);  // 0600
  if (fd < 0) return cannot_write(path, errno);
  report.file_ = base::FileDescriptor(fd);
  report.temporary_ = std::move(name);
  return report;
}

ReportFile::ReportFile(ReportFile&& other) noexcept
    : file_(std::move(other.file_)),
      path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, {})),
      error_(other.error_) {}

ReportFile::~ReportFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

int ReportFile::descriptor() const {
  return file_.valid() ? file_.get() : STDOUT_FILENO;
}

bool ReportFile::write(std::string_view bytes) {
  if (error_ != 0) return false;
  if (!write_bytes(descriptor(), bytes)) error_ = errno == 0 ? EIO : errno;
  return error_ == 0;
}

base::Result<void> ReportFile::commit() {
  if (error_ != 0) return cannot_write(path_.empty() ? "standard output" : path_, error_);
  if (temporary_.empty()) return {};
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) return cannot_write(path_, errno);
  temporary_.clear();
  return {};
}

}  // namespace tamis::cli
