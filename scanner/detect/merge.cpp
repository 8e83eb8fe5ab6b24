#include "detect/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace tamis::detect {
namespace {

bool stronger(const Candidate& a, const Candidate& b) {
  return std::tuple(a.rank, a.confidence, b.rule) > std::tuple(b.rank, b.confidence, a.rule);
}

bool overlap(const Candidate& a, const Candidate& b) {
  return a.begin.byte < b.end.byte && b.begin.byte < a.end.byte;
}

// A secret may stand at thousands of places: they are added as they come and put in order once.
void order_places(Candidate& candidate) {
  auto& places = candidate.places;
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.byte < b.byte; });
  const auto same = [](const model::Position& a, const model::Position& b) {
    return a.byte == b.byte || (a.line == b.line && a.column == b.column && a.line != 0);
  };
  places.erase(std::unique(places.begin(), places.end(), same), places.end());
  std::erase_if(places, [&](const auto& place) { return place.byte == candidate.begin.byte; });
}

void absorb(Candidate& kept, const Candidate& other) {
  kept.confidence = std::max(kept.confidence, other.confidence);
  kept.places.insert(kept.places.end(), other.places.begin(), other.places.end());
}

// Of overlapping places in one member the strongest stays. `group` is ordered by place.
void resolve_overlaps(std::vector<Candidate>& group) {
  std::vector<Candidate> kept;
  for (auto& candidate : group) {
    bool taken = false;
    while (!kept.empty() && overlap(kept.back(), candidate)) {
      if (!stronger(candidate, kept.back())) {
        absorb(kept.back(), candidate);
        taken = true;
        break;
      }
      absorb(candidate, kept.back());
      kept.pop_back();
    }
    if (!taken) kept.push_back(std::move(candidate));
  }
  group = std::move(kept);
}

// One secret written more than once: the strongest rule names it, the first place of that rule stands.
void join_repeats(std::vector<Candidate>& group) {
  std::unordered_map<std::string_view, std::size_t> best;
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto [entry, fresh] = best.try_emplace(group[i].secret, i);
    if (!fresh && stronger(group[i], group[entry->second]) && group[i].rank > group[entry->second].rank)
      entry->second = i;
  }
  std::vector<bool> gone(group.size(), false);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const std::size_t keeper = best.at(group[i].secret);
    if (keeper == i) continue;
    absorb(group[keeper], group[i]);
    group[keeper].places.push_back(group[i].begin);
    gone[i] = true;
  }
  std::vector<Candidate> kept;
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (!gone[i]) kept.push_back(std::move(group[i]));
  }
  group = std::move(kept);
}

}  // namespace

void merge_candidates(std::vector<Candidate>& candidates) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<Candidate>> members;
  for (auto& candidate : candidates) {
    auto [entry, fresh] = members.try_emplace(candidate.member);
    if (fresh) order.push_back(candidate.member);
    entry->second.push_back(std::move(candidate));
  }
  candidates.clear();
  for (const auto& member : order) {
    auto& group = members.at(member);
    std::stable_sort(group.begin(), group.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.begin.byte, b.end.byte) < std::tuple(b.begin.byte, a.end.byte);
    });
    resolve_overlaps(group);
    join_repeats(group);
    for (auto& candidate : group) order_places(candidate);
    std::move(group.begin(), group.end(), std::back_inserter(candidates));
  }
}

}  // namespace tamis::detect
