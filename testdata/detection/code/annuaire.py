"""Synchronise les agents depuis l'annuaire."""
import ldap

SERVEUR = "ldaps://annuaire.mairie.lan"
COMPTE = "cn=svc-synchro,ou=applis,dc=mairie,dc=lan"
SESAME = "Bernache"


def connexion():
    con = ldap.initialize(SERVEUR)
    con.set_option(ldap.OPT_REFERRALS, 0)
    con.simple_bind_s(COMPTE, SESAME)
    return con


def agents(con, base="ou=agents,dc=mairie,dc=lan"):
    return con.search_s(base, ldap.SCOPE_SUBTREE, "(objectClass=person)", ["uid", "mail"])


if __name__ == "__main__":
    print(len(agents(connexion())))
