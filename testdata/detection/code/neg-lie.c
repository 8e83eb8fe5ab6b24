#include <ldap.h>
#define PASSWORD_MAX 64
#define PASSWORD_PROMPT "Mot de passe : "
int lie(LDAP *ld, const char *dn, const char *mdp) {
  return ldap_simple_bind_s(ld, dn, mdp);
}
