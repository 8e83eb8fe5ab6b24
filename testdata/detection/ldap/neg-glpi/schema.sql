CREATE TABLE `glpi_authldaps` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `rootdn` varchar(255) DEFAULT NULL,
  `rootdn_passwd` varchar(255) COLLATE utf8_unicode_ci DEFAULT NULL COMMENT 'mot de passe du rootdn',
  PRIMARY KEY (`id`)
);
INSERT INTO `glpi_authldaps` VALUES (1,'',NULL);
INSERT INTO i18n (lang, name, value) VALUES ('fr', 'bind_password', 'Mot de passe de liaison');
