#!/bin/sh
# Paramètre Nextcloud et la base : les programmes sont dans des variables
OCC="docker exec -u www-data nextcloud php occ"
MYSQL=/usr/bin/mysql
$OCC maintenance:mode --on
$OCC ldap:set-config s01 ldapAgentName "cn=nextcloud,dc=cdg"
$OCC ldap:set-config s01 ldapAgentPassword "Brouillard du matin"
$OCC config:system:set mail_smtppassword --value="Averse+Grele"
$MYSQL -u root -pTortue8 -e "select 1"
"${LDAPSEARCH}" -x -D cn=a,dc=b -w Tortue9 -b dc=b
$MYSQL -u root -p"$DB_ROOT" -e "select 1"
$OCC ldap:set-config s01 ldapAgentPassword "$LDAP_PW"
