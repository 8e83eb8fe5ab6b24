import getpass
import os
import ldap
from keyring import get_password as keyring_get

PASSWORD_LABEL = "Mot de passe"
ERREUR = {"password": "Le mot de passe est obligatoire", "pwd_min": "Au moins 12 caractères"}


def connexion(dn, password=None):
    con = ldap.initialize("ldaps://annuaire.mairie.lan")
    con.simple_bind_s(dn, password or os.environ["LDAP_PASSWORD"])
    con.simple_bind_s(dn, getpass.getpass("Mot de passe : "))
    con.simple_bind_s(dn, keyring_get("annuaire", dn))
    con.simple_bind_s("", "")
    return con
