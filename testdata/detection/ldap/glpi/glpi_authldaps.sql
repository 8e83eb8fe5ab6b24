-- MySQL dump 10.19
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `glpi_authldaps`;
CREATE TABLE `glpi_authldaps` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(255) DEFAULT NULL,
  `host` varchar(255) DEFAULT NULL,
  `basedn` varchar(255) DEFAULT NULL,
  `rootdn` varchar(255) DEFAULT NULL,
  `rootdn_passwd` varchar(255) DEFAULT NULL,
  `port` int(11) NOT NULL DEFAULT 389,
  `condition` text,
  PRIMARY KEY (`id`),
  KEY `name` (`name`)
) ENGINE=InnoDB;
INSERT INTO `glpi_authldaps` VALUES (1,'AD agglo','dc01.agglo.lan','DC=agglo,DC=lan','CN=glpi,OU=Services,DC=agglo,DC=lan','Parc d\'attractions',389,'(objectClass=user)'),(2,'recette','dc-rec','DC=rec','CN=glpi','recette',389,NULL);
