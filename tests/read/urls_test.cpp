// URLs with userinfo and HTTP headers, in any text.
#include "facts_fixture.h"

namespace tamis::read {
namespace {

using model::Language;
using testing::ElementsAre;
using testing::IsEmpty;

struct Url {
  std::string text;
  std::string expected;
};

class UrlUserinfo : public testing::TestWithParam<Url> {};

TEST_P(UrlUserinfo, IsRead) {
  const auto read = ReadFacts::of(Language::plain, GetParam().text);
  EXPECT_THAT(read.urls(), ElementsAre(GetParam().expected)) << GetParam().text;
  read.expect_exact_spans();
}

INSTANTIATE_TEST_SUITE_P(
    Found, UrlUserinfo,
    testing::Values(Url{"voir http://bob:Ab1@h/x.", "http bob:Ab1@h"},
                    Url{"https://bob:p%40ss@h:8080/", "https bob:p@ss@h:8080"},
                    Url{"postgres://u:p@ss@db/x", "postgres u:p@ss@db"},
                    Url{"mysql://u:p/w@db:3306/x", "mysql u:p/w@db:3306"},
                    Url{"redis://:Ab1@cache:6379/0", "redis :Ab1@cache:6379"},
                    Url{"mongodb://u:Ab1@a:1,b:2/db", "mongodb u:Ab1@a:1,b:2"},
                    Url{"ldap://cn=a,dc=b:Ab1@h", "ldap cn=a,dc=b:Ab1@h"},
                    Url{"ldap://u:Ab1@[::1]:389/", "ldap u:Ab1@[::1]:389"},
                    Url{"postgresql+psycopg2://u:Ab1@h/d", "postgresql+psycopg2 u:Ab1@h"},
                    Url{"jdbc:mysql://u:Ab1@h/d", "mysql u:Ab1@h"}, Url{"amqp://u:A:b@h/v", "amqp u:A:b@h"},
                    Url{"<a href=\"ftp://u:Ab1@h/f\">", "ftp u:Ab1@h"},
                    Url{"\"https:\\/\\/u:Ab1@h\\/x\"", "https u:Ab1@h\\"},
                    Url{"dsn = 'root:Ab1@tcp(127.0.0.1:3306)/x'", "mysql root:Ab1@127.0.0.1:3306"},
                    Url{"smtp://u:${PW:-Ab1}@h", "smtp u:Ab1@h"},
                    Url{"http://u:$PASS@h", "http u:(reference)@h"},
                    Url{"http://u:{pw}@h", "http u:(reference)@h"},
                    Url{"http://u:%s@h", "http u:(reference)@h"},
                    Url{"http://u:${PW}@h", "http u:(reference)@h"},
                    Url{"http://<user>:Ab1@h http://u:Cd2@h", "http u:Cd2@h"}));

TEST(Urls, LookAlikesStaySilent) {
  for (const std::string text :
       {"http://host:8080/a@b", "git@h:x/y.git", "bob@mairie.lan", "mailto:bob@h", "http://h/x?u=a:b@c",
        "https://npm/@scope/x", "://u:p@h", "http://u@h/", "http://u:@h/", "http://user:<password>@h/",
        "ldap://[fe80::1]:389/a@b", "http://a.b.c:x/@c", "scp f u@h:/x"}) {
    EXPECT_THAT(ReadFacts::of(Language::plain, text).urls(), IsEmpty()) << text;
  }
}

struct Header {
  Language language;
  std::string text;
  std::string expected;
};

class HttpHeader : public testing::TestWithParam<Header> {};

TEST_P(HttpHeader, IsRead) {
  const auto read = ReadFacts::of(GetParam().language, GetParam().text);
  EXPECT_THAT(read.headers(), ElementsAre(GetParam().expected)) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Found, HttpHeader,
    testing::Values(
        Header{Language::http, "GET / HTTP/1.1\r\nAuthorization: Basic Ym9iOkFiMQ==\r\n",
               "Authorization|Basic|bob|Ab1"},
        Header{Language::http, "Authorization: Bearer abc.def-123\n", "Authorization|Bearer||abc.def-123"},
        Header{Language::shell, "curl -H 'PRIVATE-TOKEN: abcd1234' u", "PRIVATE-TOKEN|||abcd1234"},
        Header{Language::python, "h = {'X-Api-Key': \"abcd1234\"}", "X-Api-Key|||abcd1234"},
        Header{Language::php, "<?php $h = ['X-Auth-Token' => 'abcd1234'];", "X-Auth-Token|||abcd1234"},
        Header{Language::javascript, "x.setRequestHeader('Authorization', 'Token abcd1234')",
               "Authorization|Token||abcd1234"},
        Header{Language::csharp, "h[\"Proxy-Authorization\"] = \"Basic Ym9iOkFiMQ==\";",
               "Proxy-Authorization|Basic|bob|Ab1"},
        Header{Language::python, "h = {'Authorization': f'Bearer {token}'}",
               "Authorization|Bearer||(reference)"}));

TEST(Headers, LookAlikesStaySilent) {
  for (const std::string text :
       {"Authorization: Basic %%%%\n", "the Authorization header", "Authorization = token",
        "X-CSRF-Token: abcd1234\n", "headers['Authorization'] = token", "Authorization: Basic\n"}) {
    EXPECT_THAT(ReadFacts::of(Language::plain, text).headers(), IsEmpty()) << text;
  }
}

TEST(Headers, ABasicHeaderIsWrittenWhereItIsEncoded) {
  const auto read = ReadFacts::of(Language::http, "Authorization: Basic Ym9iOkFiMQ==\n");
  const auto* fact = read.find(model::FactKind::header, "Authorization");
  ASSERT_NE(fact, nullptr);
  EXPECT_EQ(fact->value().span.in(read.text), "Ym9iOkFiMQ==");
  EXPECT_THAT(fact->value().decoded_by, ElementsAre("base64"));
}

}  // namespace
}  // namespace tamis::read
