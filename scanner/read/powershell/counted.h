// Counted: one level deeper, for as long as it lives.
#pragma once

namespace tamis::read::powershell {

class Counted {
 public:
  explicit Counted(int& depth) : depth_(depth) { ++depth_; }
  ~Counted() { --depth_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  int& depth_;
};

}  // namespace tamis::read::powershell
