#include "config_fixture.h"

namespace tamis::read {
namespace {

ReadText sql(std::string text) {
  return read_as(model::Language::sql, std::move(text));
}

TEST(Sql, ColumnsAndPairs) {
  const auto read =
      sql("INSERT INTO `t` (id, ari_name, ari_value) VALUES (3, 'bind_pass', 'l''œil'), (4,'x','y');");
  EXPECT_EQ(read.value("t.bind_pass"), "l'œil");
  EXPECT_EQ(read.written("t.bind_pass"), "l''œil");
  EXPECT_EQ(read.value("t.ari_value", 1), "y");
}

TEST(Sql, ColumnsOfTheTableAbove) {
  const auto read =
      sql("CREATE TABLE `a` (\n `id` int(11) NOT NULL,\n `rootdn_passwd` varchar(255) DEFAULT NULL,\n "
          "PRIMARY KEY (`id`)\n);\n"
          "INSERT INTO `a` VALUES (1,'Parc d\\'x'),(2,NULL),(3,MD5('Clair'));");
  EXPECT_EQ(read.value("a.rootdn_passwd"), "Parc d'x");
  EXPECT_EQ(read.value("a.rootdn_passwd", 1), "Clair");
}

TEST(Sql, PairsWithoutColumns) {
  EXPECT_EQ(sql("REPLACE INTO c VALUES ('auth_ldap','bind_pw','Craie');").value("c.bind_pw"), "Craie");
}

TEST(Sql, Updates) {
  const auto read =
      sql("UPDATE c SET value='Ardoise', x = 'y' WHERE plugin='p' AND name='bind_pw';\nUPDATE r SET "
          "resource_line = 'Sonde' WHERE resource_name = '$LDAPPASS$'");
  EXPECT_EQ(read.value("c.bind_pw"), "Ardoise");
  EXPECT_EQ(read.value("c.x"), "y");
  EXPECT_EQ(read.value("r.LDAPPASS"), "Sonde");
}

TEST(Sql, Accounts) {
  EXPECT_EQ(sql("CREATE USER 'a'@'h' IDENTIFIED BY 'Un';").value("identified by.password"), "Un");
  EXPECT_EQ(
      sql("CREATE USER a IDENTIFIED WITH mysql_native_password BY 'Un';").value("identified with.password"),
      "Un");
  EXPECT_EQ(sql("GRANT ALL ON *.* TO 'a'@'%' IDENTIFIED BY 'Deux';").value("identified by.password"), "Deux");
  EXPECT_EQ(
      sql("CREATE USER scott IDENTIFIED BY tiger DEFAULT TABLESPACE users;").value("identified by.password"),
      "tiger");
  EXPECT_EQ(sql("ALTER ROLE a WITH LOGIN ENCRYPTED PASSWORD 'Trois';").value("statement.password"), "Trois");
  EXPECT_EQ(sql("CREATE LOGIN a WITH PASSWORD = N'Quatre', CHECK_POLICY = OFF;").value("statement.password"),
            "Quatre");
  EXPECT_EQ(sql("SET PASSWORD FOR 'a'@'h' = PASSWORD('Cinq');").value("statement.password"), "Cinq");
  EXPECT_EQ(sql("SET PASSWORD = 'Six';").value("statement.password"), "Six");
  EXPECT_EQ(sql("DECLARE @pw varchar(20) = 'Sept'").value("pw"), "Sept");
  EXPECT_EQ(sql("v_pw VARCHAR2(20) := 'Huit';").value("v_pw"), "Huit");
  EXPECT_EQ(sql("CHANGE MASTER TO MASTER_PASSWORD='Neuf';").value("MASTER_PASSWORD"), "Neuf");
  EXPECT_EQ(sql("CREATE USER x IDENTIFIED EXTERNALLY;").facts.size(), 0U);
}

TEST(Sql, CommentedStatementsCountSentencesDoNot) {
  const auto read =
      sql("-- UPDATE c SET value='Craie' WHERE name='bind_pw';\n-- le mot de passe 'x' est saisi\n/*!40101 "
          "SET PASSWORD = 'Un' */;");
  EXPECT_EQ(read.value("c.bind_pw"), "Craie");
  EXPECT_TRUE(read.fact("c.bind_pw").in_comment);
  EXPECT_EQ(read.value("statement.password"), "Un");
  EXPECT_FALSE(read.fact("statement.password").in_comment);
}

TEST(Sql, BlocksAreConfiguration) {
  EXPECT_EQ(sql("ldap {\n password = Borne\n update {\n  a := 'b'\n }\n}\n").value("ldap.password"), "Borne");
}

}  // namespace
}  // namespace tamis::read
