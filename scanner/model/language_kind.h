// What kind of language a text is written in, where several parts ask the same.
//
// Constants: thread-safe.
#pragma once

#include "model/language.h"

namespace tamis::model {

// Programs write code around values; configuration files, scripts and documents write the value itself.
constexpr bool is_programming(Language language) {
  switch (language) {
    case Language::python:
    case Language::javascript:
    case Language::php:
    case Language::java:
    case Language::csharp:
    case Language::vbnet:
    case Language::vbscript:
    case Language::go:
    case Language::rust:
    case Language::ruby:
    case Language::perl:
    case Language::lua:
    case Language::c:
      return true;
    default:
      return false;
  }
}

}  // namespace tamis::model
