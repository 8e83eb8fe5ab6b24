#!/bin/sh
ldapsearch -x -W -D cn=lecteur -b dc=mairie,dc=lan
ldapsearch -x -y /etc/ldap.secret -D cn=lecteur
ldapsearch -x -w "$LDAP_PASSWORD" -D cn=lecteur
ldapsearch -Y GSSAPI -b dc=mairie,dc=lan
PASS=$(vault kv get -field=password secret/ldap)
read -rsp "Mot de passe : " MDP
mysql -u root -p paie < a.sql
docker run -p 8080:80 nginx
curl -u robot https://api.mairie.lan
