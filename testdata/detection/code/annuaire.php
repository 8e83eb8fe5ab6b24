<html><body><p>L'annuaire n'est pas accessible</p></body></html>
<?php
// Ancien serveur : ldap_bind($ds, 'cn=admin', 'Pinson#2017');
$hote = 'ldap://annuaire.mairie.lan';
$dn = 'cn=lecteur,dc=mairie,dc=lan';
$mdp = 'Cormoran2018';
$ds = ldap_connect($hote);
ldap_set_option($ds, LDAP_OPT_PROTOCOL_VERSION, 3);
if (!ldap_bind($ds, $dn, $mdp)) {
    die("Connexion impossible : " . ldap_error($ds));
}
$r = ldap_search($ds, 'ou=agents,dc=mairie,dc=lan', '(uid=*)');
echo ldap_count_entries($ds, $r);
