Dim dso, mdp
mdp = InputBox("Mot de passe :", "Connexion")
Set dso = GetObject("LDAP:")
Set r = dso.OpenDSObject("LDAP://dc=mairie,dc=lan", compte, mdp, 1)
net.MapNetworkDrive "Z:", "\\srv\commun"
If mdp = "" Then WScript.Quit 1
