// The name of what a compressed stream holds: the stream's without its suffix, as gunzip and its kin have it.
#pragma once

#include <string>
#include <string_view>

namespace tamis::extract {

// `stored`: the name that the stream itself gives; taken where the stream's name has no known suffix.
std::string stream_name(std::string_view name, std::string_view stored = {});

}  // namespace tamis::extract
