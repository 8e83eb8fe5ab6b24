@echo off
rem Lecteurs reseau du service paie
set "MDP=Belette.4"
net use Z: \\srv-fic\commun %MDP% /user:MAIRIE\svc-copie /persistent:no
schtasks /create /tn Sauvegarde /tr C:\s.cmd /sc daily /ru MAIRIE\svc-sauv /rp "Blaireau 6"
net user depannage Muscardin-1 /add
sqlcmd -S srv-sql -U sa -P Fouine7! -i purge.sql
