#!/usr/bin/env bash
# Publication des bibliothèques internes
set -euo pipefail
export NPM_CONFIG_USERCONFIG=.npmrc.ci
echo "//registre.mairie.test/:_authToken=npm_a6acoUux1babQEix2pFmHlKvYaV4DA29HgbA" > .npmrc.ci
gem push pkg/annuaire-1.2.0.gem --key rubygems_b60b5f1222892119e6ec98a8018ee29f80c50635e1b9bf22
dotnet nuget push bin/Annuaire.1.2.0.nupkg --api-key oy2jk87p35tc0ms7u5jy4yekqbti7t81beez64o3h4qdrc --source interne
lein deploy clojars # CLOJARS_PASSWORD=CLOJARS_seh0lpfz6tg8p103hsxtswqac38atam8r7gda3s0k48l4ot6aidiy6tyi5tu
echo "dckr_pat_mvWMVJ3gNfkP0Fj0RigSkyBpB8A" | docker login -u mairie --password-stdin
curl -H "X-JFrog-Art-Api: AKCp8WjzuQzX1udKJRzC53qLDlfEYIiYbOz9HeB7jAcjCNL10Q1XW7CXT6EClV1GCTrii9WYW" -T portail.tgz https://art.mairie.test/portail/
rm -f .npmrc.ci
