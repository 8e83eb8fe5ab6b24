#!/bin/bash
# Sauvegarde nocturne vers le dépôt de la préfecture
set -euo pipefail
DEST=ftp://depot:Mirabelle.12@ftp.prefecture.lan/mairie
tar czf /tmp/s.tgz /srv
curl -T /tmp/s.tgz "$DEST/"
git clone https://robot:Perdrix2022@forge.mairie.lan/infra/outils.git /opt/outils
rsync -a /srv/ sauvegarde@10.0.0.8:/coffre/
