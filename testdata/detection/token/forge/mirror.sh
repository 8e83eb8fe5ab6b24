#!/bin/sh
# Miroir quotidien des dépôts vers la forge de secours (cron, 02:15)
set -eu
cd /srv/miroirs
for depot in portail annuaire agenda; do
  git clone --mirror "https://oauth2:glpat-2Wd0O0iqmzjjrMUf_60t@gitlab.mairie.test/dsi/$depot.git" || true
done
# l'ancien compte, gardé pour mémoire
# curl -H "PRIVATE-TOKEN: glpat-hU-71R61-e4_lm1qGYYo" https://gitlab.mairie.test/api/v4/projects
curl -fsS -H "Authorization: token ghp_1KH9r5TYqPmOL8BCLItHhJ3Usqh3d94HvDDA" https://api.forge.test/user/repos > depots.json
git --git-dir=portail.git push --mirror secours
