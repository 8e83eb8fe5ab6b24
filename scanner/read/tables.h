// Tables in plain text: CSV and its kin, Markdown. A cell under a heading that speaks of a secret, or behind
// a cell that names one, is a fact.
//
//   | Compte | Mot de passe |        login;mdp;service
//   | ------ | ------------ |        jdurand;Mulot_2022;paie
//   | lecture | Mulot_2022  |
//
// Bounded and linear. Thread-safe: no state.
#pragma once

#include <vector>

#include "model/fact.h"
#include "read/fact_writer.h"
#include "read/reader.h"

namespace tamis::read {

void read_tables(const Input& input, std::vector<model::Fact>& facts);

}  // namespace tamis::read
