// Scanner: the facade. Everything a front end needs to turn bytes into a verdict.
//
//   auto scanner = scan::Scanner::create(options);          // shared by all threads
//   auto worker = scanner->make_worker();                   // one for each thread
//   model::Verdict verdict = worker->scan_file("share/leak.ps1");
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "detect/detector.h"
#include "extract/content.h"
#include "model/budget.h"
#include "model/verdict.h"
#include "rules/rule_set.h"

namespace tamis::scan {

struct Options {
  detect::Options detect;
  model::ScanLimits limits;
  std::vector<std::string> rule_paths;  // a person's own rules
  bool builtin_rules = true;
  std::vector<std::string> enable;  // ids, globs or tags
  std::vector<std::string> disable;
  std::string cache_folder;  // empty: no cache
};

class Worker;

class Scanner {
 public:
  static base::Result<Scanner> create(const Options& options);
  // With rules that the caller has loaded; options.rule_paths, builtin_rules, enable and disable do not
  // count.
  static base::Result<Scanner> create(rules::Catalogue catalogue, const Options& options);
  base::Result<std::unique_ptr<Worker>> make_worker() const;
  const rules::RuleSet& rules() const { return *rules_; }

 private:
  Scanner(std::shared_ptr<const rules::RuleSet> rules, Options options);
  std::shared_ptr<const rules::RuleSet> rules_;
  Options options_;
};

// Owns all that one thread needs: scratch, buffers, detector. Not thread-safe.
class Worker {
 public:
  Worker(Worker&&) noexcept;
  ~Worker();

  // A file by its path. What cannot be opened or read becomes a Skipped (unreadable, vanished, special).
  model::Verdict scan_file(const std::string& path, std::stop_token stop = {});
  // Any content; `path` is what the records show, `name` gives context.
  model::Verdict scan(const extract::Content& content, std::string_view path, std::string_view name,
                      std::stop_token stop = {});

 private:
  friend class Scanner;
  struct Impl;
  explicit Worker(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// $XDG_CACHE_HOME/tamis, or ~/.cache/tamis; empty where neither can be had.
std::string default_cache_folder();

}  // namespace tamis::scan
