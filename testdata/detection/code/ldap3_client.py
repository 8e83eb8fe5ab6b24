import os
from ldap3 import ALL, Connection, Server

server = Server("annuaire.mairie.lan", get_info=ALL)
lecture = Connection(server, "cn=lecteur,dc=mairie,dc=lan", "Fauvette", auto_bind=True)
ecriture = Connection(
    server,
    user="cn=admin,dc=mairie,dc=lan",
    password=os.getenv("LDAP_ADMIN_PW", "Rossignol-9"),
)
anonyme = Connection(server, auto_bind=True)
