$mail = @"
Bonjour,
Identifiant : $login
Mot de passe : $mdp
Le mot de passe est valable 90 jours.
Password: (sent separately)
"@
$conf = @'
bindpw <password>
password = ${DB_PASSWORD}
secret: {{ vault_secret }}
'@
$sql = "CREATE LOGIN web WITH PASSWORD='$pw'"
$u = "ftp://$($c.UserName):$($c.GetNetworkCredential().Password)@h/"
$g = [guid]::NewGuid().ToString(); $password = $g.Substring(0, 12)
$msg = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('Qm9uam91ciBsZSBtb25kZQ=='))
$t = @{ Titre = 'Mot de passe'; Texte = 'Votre mot de passe a changé'; Name='Password'; Value='<à définir>' }
function Set-Pw { param([string]$User, [string]$Password) net user $User $Password }
Set-Pw -User a -Password (Read-Host)
Set-Pw a $env:PW
& { param($p) net user a $p } $env:PW
Invoke-Command srv -ScriptBlock { param($p) net user a $p } -ArgumentList $secret
'Le mot de passe est trop court' | Write-Warning
# password is stored in the vault
# the password was changed on 2023-01-01
# mot de passe est obligatoire
# le mdp est dans KeePass
# Passwort ist abgelaufen
# pwd ==> voir wiki
# token: see README
$s.Replace('{password}', $pw).Replace('@@USER@@', 'svc')
$txt -replace '__DBHOST__', 'db1'
if ($r -eq "password=$x") {}
"name=value", "key=abc", "user=svc", "mode=strict"
'Status: ok', 'Secret: none'
$q = @{ Name='pwdProperties'; Expression={ $_.pwdProperties } }
$hdr = 'Basic realm="x"', 'Bearer realm="service"'
netsh wlan show profiles
dotnet publish -p PublishDir=out
signtool verify /pa app.exe
