import os
from ldap3 import Connection, Server, SASL, KERBEROS

server = Server("annuaire.mairie.lan")
a = Connection(server, auto_bind=True)
b = Connection(server, authentication=SASL, sasl_mechanism=KERBEROS)
c = Connection(server, user=os.environ["DN"], password=os.environ["PW"])
d = Connection(server, user, password)
