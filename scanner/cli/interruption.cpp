#include "cli/interruption.h"

#include <utility>

namespace tamis::cli {
namespace {

constexpr int kEndSignal = SIGUSR1;  // from the destructor to the waiting thread

}  // namespace

Interruption::Interruption(std::stop_source stop) {
  ::sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, kEndSignal}) ::sigaddset(&signals_, signal);
  ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
  thread_ = std::thread([this, stop = std::move(stop)]() mutable { watch(std::move(stop)); });
}

Interruption::~Interruption() {
  over_ = true;
  ::pthread_kill(thread_.native_handle(), kEndSignal);
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void Interruption::watch(std::stop_source stop) {
  while (!over_) {
    int signal = 0;
    if (::sigwait(&signals_, &signal) != 0 || signal == kEndSignal) continue;
    if (!happened_) {
      happened_ = true;
      stop.request_stop();
      continue;
    }
    ::signal(signal, SIG_DFL);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    ::raise(signal);
  }
}

}  // namespace tamis::cli
