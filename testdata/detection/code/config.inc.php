<?php
$config = array();
$config['ldap']['host'] = 'annuaire.mairie.lan';
$config['ldap']['bind_dn'] = 'cn=webmail,dc=mairie,dc=lan';
$config['ldap']['bind_pw'] = 'Merle"noir';
$config['db_dsnw'] = 'mysql://roundcube:Gerboise-3@localhost/roundcube';
define('SMTP_PASSWORD', 'Hérisson 12');
return ['mail' => ['user' => 'notif', 'password' => "Lou\$tic8"]];
