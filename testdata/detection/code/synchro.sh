#!/bin/bash
# Synchronisation de l'annuaire
LDAPPW='Fauvette#7'
BASE="ou=agents,dc=mairie,dc=lan"
ldapsearch -x -H ldaps://annuaire.mairie.lan -D "cn=lecteur,dc=mairie,dc=lan" -w "$LDAPPW" -b "$BASE" uid mail > /tmp/agents.ldif
ldapmodify -x -D cn=admin,dc=mairie,dc=lan -wBruant8 <<EOF
dn: uid=stage,ou=agents,dc=mairie,dc=lan
changetype: modify
replace: userPassword
userPassword: Alouette.9
EOF
mysqldump -u root -pGirolle2021 paie > paie.sql
curl -u robot:Guepard77 https://api.mairie.lan/purge
sshpass -p 'Morille!8' scp paie.sql root@10.0.0.4:/tmp
echo 'Vison.44' | sudo -S systemctl restart slapd
