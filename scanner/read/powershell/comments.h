// Comments of a script: commented-out code, and notes that tell a password ("# mdp : Aspirateur2020").
//
//   std::string masked;                                  // as long as the script, only commented-out code is
//   left if (mask_commented_code(text, comments, masked)) parse(tree, {.text = masked, .in_comment = true});
//   read_notes(text, comments, facts);
//
// Linear in the comments. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/fact.h"
#include "model/span.h"

namespace tamis::read::powershell {

// True where there is any. Prose and help (.SYNOPSIS …) are left out.
bool mask_commented_code(std::string_view text, std::span<const model::Span> comments, std::string& masked);

void read_notes(std::string_view text, std::span<const model::Span> comments,
                std::vector<model::Fact>& facts);

// "Connexion avec le mot de passe x": a message that a script shows, as it is written.
void read_message(std::string_view text, model::Span message, std::vector<model::Fact>& facts);

}  // namespace tamis::read::powershell
