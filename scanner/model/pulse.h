// Pulse: "may I go on?" for long loops over a text, cheap enough to ask at every step. It also counts the
// steps, so that tests can bound the work that a text costs without a clock.
//
//   model::Pulse pulse([&budget] { return !budget.check_time(); });   // one for each blob
//   while (at < end && pulse.beat()) …
//
// Only every kStride-th step asks the function (which may read a clock). Once it has said no, every beat says
// no. One thread.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

namespace tamis::model {

class Pulse {
 public:
  static constexpr std::uint64_t kStride = 1024;

  // Never ends; counts only.
  Pulse() : ask_at_(std::numeric_limits<std::uint64_t>::max()) {}
  explicit Pulse(std::function<bool()> may_go_on) : may_go_on_(std::move(may_go_on)) {}

  // Counts `steps`; false when the loop must end.
  [[nodiscard]] bool beat(std::uint64_t steps = 1) {
    steps_ += steps;
    return steps_ < ask_at_ || ask();
  }

  bool ended() const { return ended_; }
  std::uint64_t steps() const { return steps_; }

 private:
  bool ask() {
    if (!ended_ && may_go_on_ && may_go_on_()) {
      ask_at_ = steps_ + kStride;
      return true;
    }
    ended_ = static_cast<bool>(may_go_on_);
    ask_at_ = ended_ ? 0 : std::numeric_limits<std::uint64_t>::max();
    return !ended_;
  }

  std::function<bool()> may_go_on_;
  std::uint64_t steps_ = 0;
  std::uint64_t ask_at_ = 0;  // the first beat asks
  bool ended_ = false;
};

}  // namespace tamis::model
