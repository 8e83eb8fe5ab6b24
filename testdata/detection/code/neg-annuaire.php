<?php
$ds = ldap_connect(getenv('LDAP_URL'));
ldap_bind($ds);
ldap_bind($ds, $_POST['dn'], $_POST['password']);
ldap_bind($ds, $dn, getenv('LDAP_PW'));
$regles = ['password' => 'required|string|min:12|confirmed'];
$libelles = ['password' => 'Mot de passe', 'login' => 'Identifiant'];
echo '<input type="password" name="password" placeholder="Mot de passe">';
