@echo off
set /p MDP=Mot de passe :
net use Z: \\srv-fic\commun /persistent:yes
net use Z: \\srv-fic\commun * /user:MAIRIE\jdurand
schtasks /create /tn Sauvegarde /tr C:\s.cmd /ru SYSTEM
net user depannage * /add
cmdkey /list
