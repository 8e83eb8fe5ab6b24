#include "report/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamis::report {
namespace {

constexpr Wording kEnglish = {
    .why = "why",
    .decoded = "decoded",
    .also = "also at",
    .and_more = "and {} more",
    .advice = "advice",
    .rule = "rule",
    .confidence = "{} confidence",
    .byte = "byte",
    .not_scanned = "Not scanned",
    .more_not_scanned = "... and {} more (--verbose lists them all)",
    .none_found = "No secrets found",
    .none_found_in = " in {} {} ({}, {})",
    .secret = "secret",
    .secrets = "secrets",
    .found_in = " in {} of {} {} ({}): {}, {}",
    .severity_count = "{1} {0}",
    .could_not_scan = "Could not scan {}: ",
    .file = "file",
    .files = "files",
    .interrupted = "Interrupted: only a part was scanned.",
    .thousands = ',',
    .decimal_point = '.',
};

constexpr Wording kFrench = {
    .why = "raison",
    .decoded = "décodé",
    .also = "aussi en",
    .and_more = "et {} de plus",
    .advice = "conseil",
    .rule = "règle",
    .confidence = "confiance {}",
    .byte = "octet",
    .not_scanned = "Non analysé",
    .more_not_scanned = "... et {} de plus (--verbose les montre tous)",
    .none_found = "Aucun secret trouvé",
    .none_found_in = " dans {} {} ({}, {})",
    .secret = "secret",
    .secrets = "secrets",
    .found_in = " dans {} sur {} {} ({}) : {}, {}",
    .severity_count = "{0} : {1}",
    .could_not_scan = "Non analysé, {} en tout : ",
    .file = "fichier",
    .files = "fichiers",
    .interrupted = "Interrompu : une partie seulement a été analysée.",
    .thousands = ' ',
    .decimal_point = ',',
};

constexpr std::size_t kReasons = static_cast<std::size_t>(model::SkipReason::count_);

constexpr std::array<std::array<std::string_view, 2>, kReasons> kExplanations = {{
    {"encrypted, needs a password", "chiffré, il faut un mot de passe"},
    {"containers nested too deep", "conteneurs trop imbriqués"},
    {"larger than the limit", "plus grand que la limite"},
    {"too many members", "trop de membres"},
    {"took too long", "trop long à analyser"},
    {"needs too much memory", "demande trop de mémoire"},
    {"its records overlap", "ses entrées se chevauchent"},
    {"contains itself", "se contient lui-même"},
    {"broken", "abîmé"},
    {"cut short", "tronqué"},
    {"a format or method not supported", "format ou méthode non pris en charge"},
    {"its parser crashed", "son analyseur a planté"},
    {"could not be read", "illisible"},
    {"vanished while scanning", "disparu pendant l'analyse"},
    {"a socket, pipe or device", "socket, tube ou périphérique"},
    {"changed while it was read", "modifié pendant la lecture"},
    {"too many layers of encoding", "trop de couches d'encodage"},
}};

std::string with_decimal_point(std::string number, const Wording& words) {
  std::replace(number.begin(), number.end(), '.', words.decimal_point);
  return number;
}

}  // namespace

const Wording& wording(bool french) {
  return french ? kFrench : kEnglish;
}

std::string_view severity_word(model::Severity severity, bool french) {
  constexpr std::array<std::string_view, 4> kWords = {"faible", "moyenne", "élevée", "critique"};
  return french ? kWords[static_cast<std::size_t>(severity)] : to_string(severity);
}

std::string_view confidence_word(model::Confidence confidence, bool french) {
  constexpr std::array<std::string_view, 3> kWords = {"faible", "moyenne", "forte"};
  return french ? kWords[static_cast<std::size_t>(confidence)] : to_string(confidence);
}

std::string_view explain(model::SkipReason reason, bool french) {
  return kExplanations[static_cast<std::size_t>(reason)][french ? 1 : 0];
}

std::string count_text(std::uint64_t count, const Wording& words) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, words.thousands);
  }
  return digits;
}

std::string size_text(std::uint64_t bytes, const Wording& words) {
  constexpr std::array<std::string_view, 5> kUnits = {"KB", "MB", "GB", "TB", "PB"};
  constexpr std::array<std::string_view, 5> kFrenchUnits = {"Ko", "Mo", "Go", "To", "Po"};
  if (bytes < 1000) return fmt::format("{} {}", bytes, &words == &kFrench ? "o" : "B");
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 999.5 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  const auto name = &words == &kFrench ? kFrenchUnits[unit] : kUnits[unit];
  return with_decimal_point(fmt::format("{:.{}f}", size, size < 100 ? 1 : 0), words) + " " +
         std::string(name);
}

std::string time_text(std::chrono::duration<double> time, const Wording& words) {
  const double seconds = time.count();
  if (seconds < 60) return with_decimal_point(fmt::format("{:.2f} s", seconds), words);
  const auto whole = static_cast<std::uint64_t>(seconds);
  return fmt::format("{} min {} s", count_text(whole / 60, words), whole % 60);
}

}  // namespace tamis::report
