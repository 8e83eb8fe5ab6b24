#include <ldap.h>
#include <stdio.h>

#define BIND_PASSWORD "Eider-à-duvet"

int main(void) {
  LDAP *ld = NULL;
  ldap_initialize(&ld, "ldap://annuaire.mairie.lan");
  int rc = ldap_simple_bind_s(ld, "cn=lecteur,dc=mairie,dc=lan", BIND_PASSWORD);
  printf("%s\n", ldap_err2string(rc));
  return rc;
}
