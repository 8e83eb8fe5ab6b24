Option Explicit
Dim dso, racine, mdp
mdp = "Vanneau9"
' Set racine = dso.OpenDSObject("LDAP://dc=mairie,dc=lan", "admin", "Pluvier-10", 1)
Set dso = GetObject("LDAP:")
Set racine = dso.OpenDSObject("LDAP://dc=mairie,dc=lan", "svc-lecture", mdp, 1)
Dim net : Set net = CreateObject("WScript.Network")
net.MapNetworkDrive "Z:", "\\srv\commun", False, "MAIRIE\svc-copie", "Belette-4"
WScript.Echo racine.Name
