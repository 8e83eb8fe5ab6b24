INSERT INTO `mdl_config_plugins` VALUES (101,'auth_ldap','host_url','ldap://ldap1.iut.lan'),(102,'auth_ldap','bind_dn','cn=moodle,dc=iut,dc=lan'),(103,'auth_ldap','bind_pw','Bonnet d''âne'),(104,'auth_ldap','changepasswordurl','https://mdp.iut.fr');
UPDATE mdl_config_plugins SET value='Ardoise-magique' WHERE plugin='enrol_ldap' AND name='bind_pw';
-- UPDATE mdl_config_plugins SET value='Craie+Eponge1' WHERE name='bind_pw';
CREATE USER 'moodle'@'localhost' IDENTIFIED BY 'Cantine_Midi';
