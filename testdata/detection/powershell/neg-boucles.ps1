# Générés, demandés ou lus ailleurs : rien n'est écrit ici
$alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
$mdp = ''
foreach ($i in 1..12) { $mdp += $alphabet[(Get-Random -Maximum $alphabet.Length)] }
$sb = New-Object System.Text.StringBuilder
for ($i = 0; $i -lt 8; $i++) { [void]$sb.Append([char](Get-Random -Minimum 33 -Maximum 126)) }
$secure = ConvertTo-SecureString $sb.ToString() -AsPlainText -Force
$cfg = Get-Content .\config.json -Raw | ConvertFrom-Json
$c = New-Object System.Net.NetworkCredential($cfg.ldap.dn, $cfg.ldap.password)
[xml]$x = Get-Content .\config.xml
$d = New-Object System.DirectoryServices.DirectoryEntry('LDAP://x', $x.config.user, $x.config.password)
$libelleMotDePasse = 'Saisissez le mot de passe du compte de service'
$passwordMessage = 'Les deux saisies doivent être identiques ici'
$liste = New-Object System.Collections.ArrayList
[void]$liste.Add('serveur-01'); [void]$liste.Add('serveur-02')
function Get-Reglage($k) { switch ($k) { 'compte' { 'svc-lecture' } 'passe' { Read-Host 'Mot de passe' -AsSecureString } } }
$e = New-Object System.Management.Automation.PSCredential((Get-Reglage 'compte'), (Get-Reglage 'passe'))
if ($env:CI) { exit }
foreach ($s in $liste) { if ($s -eq 'serveur-02') { break } }
$texte = $texte -replace '(?i)(password)=\S+', '$1=***'
