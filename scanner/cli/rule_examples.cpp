#include "cli/rule_examples.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "extract/content.h"

namespace tamis::cli {
namespace {

using Secrets = std::set<std::string>;

// A scanner for examples: shows secrets, never runs out of time on a slow machine.
class ExampleScanner {
 public:
  static base::Result<ExampleScanner> create(scan::Options options, model::Confidence confidence) {
    options.detect.keep_secrets = true;
    options.detect.min_confidence = confidence;
    auto scanner = scan::Scanner::create(options);
    if (!scanner) return tl::unexpected<base::Error>(scanner.error());
    auto worker = scanner->make_worker();
    if (!worker) return tl::unexpected<base::Error>(worker.error());
    ExampleScanner made;
    made.scanner_ = std::make_unique<scan::Scanner>(std::move(*scanner));
    made.worker_ = std::move(*worker);
    return made;
  }

  std::vector<model::Finding> scan(const rules::Example& example) {
    const extract::MemoryContent content(example.text);
    return worker_->scan(content, example.file, base::file_name(example.file)).findings;
  }

 private:
  ExampleScanner() = default;

  std::unique_ptr<scan::Scanner> scanner_;  // outlives its worker
  std::unique_ptr<scan::Worker> worker_;
};

// Line ends around a long secret (a key block) are not part of it.
std::string normalised(std::string_view secret) {
  return std::string(base::trim(secret));
}

Secrets secrets_of(const std::vector<model::Finding>& findings, std::string_view rule) {
  Secrets secrets;
  for (const auto& finding : findings) {
    if (!rule.empty() && finding.rule_id != rule) continue;
    secrets.insert(normalised(finding.secret.value_or("")));
  }
  return secrets;
}

std::vector<std::string> difference(const Secrets& a, const Secrets& b) {
  std::vector<std::string> out;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(out));
  return out;
}

class ExampleRun {
 public:
  explicit ExampleRun(scan::Options options) : options_(std::move(options)) {}

  base::Result<void> test(const rules::Rule& rule) {
    // Rules that claim little are judged where they would be shown.
    const auto confidence = std::min(rule.confidence, model::Confidence::medium);
    auto scanner = scanner_for(confidence);
    if (!scanner) return tl::unexpected<base::Error>(scanner.error());
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      auto tested = positive(rule, i, **scanner, confidence);
      if (!tested) return tested;
    }
    for (std::size_t i = 0; i < rule.negative_examples.size(); ++i) negative(rule, i, **scanner);
    return {};
  }

  std::vector<ExampleFailure> take_failures() { return std::move(failures_); }

 private:
  base::Result<ExampleScanner*> scanner_for(model::Confidence confidence) {
    auto& slot = scanners_[confidence];
    if (!slot) {
      auto made = ExampleScanner::create(options_, confidence);
      if (!made) return tl::unexpected<base::Error>(made.error());
      slot = std::make_unique<ExampleScanner>(std::move(*made));
    }
    return slot.get();
  }

  base::Result<void> positive(const rules::Rule& rule, std::size_t index, ExampleScanner& scanner,
                              model::Confidence confidence) {
    const auto& example = rule.examples[index];
    Secrets expected;
    for (const auto& secret : example.secrets) expected.insert(normalised(secret));
    const auto findings = scanner.scan(example);
    const auto own = secrets_of(findings, rule.id);
    auto missing = difference(expected, own);
    if (!missing.empty() && difference(expected, secrets_of(findings, {})).empty()) {
      // All were reported, some under another rule's name: this rule must find those on its own.
      auto alone = options_;
      alone.enable = {rule.id};
      alone.disable.clear();
      alone.cache_folder.clear();
      auto made = ExampleScanner::create(alone, confidence);
      if (!made) return tl::unexpected<base::Error>(made.error());
      missing = difference(expected, secrets_of(made->scan(example), rule.id));
    }
    auto unexpected = difference(own, expected);
    if (!missing.empty() || !unexpected.empty()) {
      failures_.push_back(
          {rule.id, example.file, index + 1, false, std::move(missing), std::move(unexpected)});
    }
    return {};
  }

  void negative(const rules::Rule& rule, std::size_t index, ExampleScanner& scanner) {
    const auto& example = rule.negative_examples[index];
    const auto own = secrets_of(scanner.scan(example), rule.id);
    if (own.empty()) return;
    failures_.push_back({rule.id, example.file, index + 1, true, {}, {own.begin(), own.end()}});
  }

  scan::Options options_;
  std::map<model::Confidence, std::unique_ptr<ExampleScanner>> scanners_;
  std::vector<ExampleFailure> failures_;
};

}  // namespace

base::Result<std::vector<ExampleFailure>> test_examples(std::span<const rules::Rule> rules,
                                                        scan::Options options, ExampleCounts& counts) {
  ExampleRun run(std::move(options));
  for (const auto& rule : rules) {
    ++counts.rules;
    counts.examples += rule.examples.size();
    counts.negative_examples += rule.negative_examples.size();
    if (rule.examples.empty()) counts.without_examples.push_back(rule.id);
    if (auto tested = run.test(rule); !tested) return tl::unexpected<base::Error>(tested.error());
  }
  return run.take_failures();
}

}  // namespace tamis::cli
