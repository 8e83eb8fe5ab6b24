<#
 Procédure de reprise (à lire avant toute intervention !)

 1. Se connecter au serveur SRV-GED avec GED\exploit (mdp = Archives_1998)
 2. Console d'admin : http://ged/admin  identifiant : admin  mot de passe : G3d-console
 4. Code du coffre : voir Mme Perrin
 5. pwd root du NAS ==> nas-R00t-ged
 Le mot de passe ne doit pas contenir d'accents.
#>
# login/pass du FTP : ged / d3pot-Ged
# user=scan;password=scan-Ged-5
# Passwort des alten Archivs lautet: Ablage-1994
# password for the old share was "Paper Trail 6"
#$cred = New-Object PSCredential 'GED\exploit', (ConvertTo-SecureString -AsPlainText -Force 'Archives_1997')
# password : demander au RSSI
# Mot de passe : 12 caractères minimum
$x = 1   # mdp: fin-De-Ligne8
