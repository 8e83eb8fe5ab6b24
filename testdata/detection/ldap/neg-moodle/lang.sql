INSERT INTO mdl_config_plugins (plugin, name, value) VALUES ('auth_ldap','bind_pw',''),('auth_ldap','passtype','plaintext'),('auth_ldap','expiration','0');
UPDATE mdl_config_plugins SET value='' WHERE name='bind_pw';
-- le mot de passe de liaison se saisit dans l'interface
