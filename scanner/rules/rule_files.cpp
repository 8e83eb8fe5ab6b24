#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/file_descriptor.h"
#include "base/text.h"
#include "rules/rule_loader.h"
#include "rules/yaml_tree.h"

namespace tamis::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFiles = 10000;
constexpr int kMaxFolderDepth = 32;

bool is_yaml(const fs::path& path) {
  const auto extension = base::extension(path.filename().string());
  return extension == "yaml" || extension == "yml";
}

base::Result<void> list_folder(const fs::path& folder, std::vector<std::string>& files) {
  std::error_code error;
  fs::recursive_directory_iterator walk(folder, error);
  for (const fs::recursive_directory_iterator end; !error && walk != end; walk.increment(error)) {
    const fs::directory_entry& entry = *walk;
    std::error_code ignored;
    if (entry.is_directory(ignored)) {
      const auto name = entry.path().filename().string();
      if (name == "lexicon" || name.starts_with('.') || walk.depth() >= kMaxFolderDepth) {
        walk.disable_recursion_pending();
      }
    } else if (entry.is_regular_file(ignored) && is_yaml(entry.path())) {
      files.push_back(entry.path().string());
      if (files.size() > kMaxFiles) {
        return base::fail(base::ErrorCode::limit, folder.string() + ": more than 10000 rule files");
      }
    }
  }
  if (error) return base::fail(base::ErrorCode::unreadable, folder.string() + ": " + error.message());
  return {};
}

}  // namespace

base::Result<std::vector<std::string>> list_rule_files(const std::string& path) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return base::fail(base::ErrorCode::not_found, path + ": no such file or folder");
  }
  if (error) return base::fail(base::ErrorCode::unreadable, path + ": " + error.message());
  std::vector<std::string> files;
  if (!fs::is_directory(status)) {
    files.push_back(path);
    return files;
  }
  if (auto listed = list_folder(path, files); !listed) return tl::unexpected(listed.error());
  std::sort(files.begin(), files.end());
  return files;
}

base::Result<std::string> read_rule_file(const std::string& path) {
  const auto file = base::FileDescriptor::open_for_reading(path);
  if (!file) return tl::unexpected(file.error());
  std::string text(YamlLimits::kMaxBytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto count = file->read(std::span(text).subspan(size));
    if (!count) return base::fail(base::ErrorCode::unreadable, path + ": " + count.error().message);
    if (*count == 0) break;
    size += *count;
  }
  if (size > YamlLimits::kMaxBytes) return base::fail(base::ErrorCode::limit, path + ": larger than 1 MiB");
  text.resize(size);
  return text;
}

}  // namespace tamis::rules
