// ReportFile: where a report goes: standard output, or a file that appears whole or not at all.
//
//   auto file = ReportFile::create("report.json");   // report.json.XXXXXX, mode 0600
//   file->write(bytes);  …  file->commit();           // renamed to report.json
//
// A file that is no regular one (/dev/null, a pipe) is written directly. Not committed: the temporary file is
// removed.
#pragma once

#include <string>
#include <string_view>

#include "base/file_descriptor.h"
#include "base/result.h"

namespace tamis::cli {

class ReportFile {
 public:
  static ReportFile standard_output();
  static base::Result<ReportFile> create(const std::string& path);
  ReportFile(ReportFile&& other) noexcept;
  ReportFile& operator=(ReportFile&&) = delete;
  ~ReportFile();

  // False once anything could not be written; error() says why.
  bool write(std::string_view bytes);
  base::Result<void> commit();

  int descriptor() const;
  int error() const { return error_; }  // errno of the first failure
  const std::string& temporary() const { return temporary_; }

 private:
  ReportFile() = default;

  base::FileDescriptor file_;  // not valid: standard output
  std::string path_;
  std::string temporary_;  // empty: written directly
  int error_ = 0;
};

}  // namespace tamis::cli
