<?php
$config['ldap']['bind_dn'] = '';
$config['ldap']['bind_pw'] = '';
$config['db_password'] = '%DB_PASSWORD%';
define('SMTP_PASSWORD', getenv('SMTP_PASSWORD'));
define('PASSWORD_REGEX', '/^(?=.*[A-Z]).{12,}$/');
define('PASSWORD_HASH_ALGO', 'argon2id');
