# Mots de passe assemblés pas à pas
$codes = 84, 111, 117, 108, 111, 110, 45, 56, 51
$i = 0; $port = ''
while ($i -lt $codes.Length) { $port += [char]$codes[$i]; $i++ }
$a = New-Object System.Net.NetworkCredential('svc', $port)
$b = ConvertTo-SecureString ('ete-Plage44' -replace '^(\w+)-(\w+)$', '$2$1') -AsPlainText -Force
function Rot13([string]$t) {
    $r = ''
    foreach ($c in $t.ToCharArray()) {
        $n = [int]$c
        if (($n -ge 97 -and $n -le 109) -or ($n -ge 65 -and $n -le 77)) { $r += [char]($n + 13) }
        elseif (($n -ge 110 -and $n -le 122) -or ($n -ge 78 -and $n -le 90)) { $r += [char]($n - 13) }
        else { $r += $c }
    }
    return $r
}
$d = ConvertTo-SecureString (Rot13 'Cbzzr-Ebhtr-7') -AsPlainText -Force
$l = New-Object System.Collections.Generic.List[string]
$l.Add('Grenoble')
$l.Add('-2016!')
$e = ConvertTo-SecureString ($l -join '') -AsPlainText -Force
$json = @'
{ "ldap": { "bind": { "dn": "cn=lecture", "k": "Fontaine 19 rue" } } }
'@ | ConvertFrom-Json
$f = New-Object System.Net.NetworkCredential($json.ldap.bind.dn, $json.ldap.bind.k)
[xml]$x = '<config><ldap><z>Sarrasin77</z></ldap></config>'
$g = New-Object System.DirectoryServices.DirectoryEntry('LDAP://x', 'u', $x.config.ldap.z)
$motDePasse = 'le chat dort sur le canapé rouge'
setx /s srv01 /m DB_PASSWORD "Falaise-27"
function Get-Reglage($k) { switch ($k) { 'compte' { 'svc-lecture' } 'passe' { 'Yoyo-Rouge3' } default { $null } } }
$h = New-Object System.Net.NetworkCredential((Get-Reglage 'compte'), (Get-Reglage 'passe'))
$cmd = "cmd /c net use X: \\srv\x /user:DOM\svc Audi0-guide & copy X:\*.csv D:\in"
Invoke-Expression $cmd
dotnet user-secrets set "Ldap:BindPassword" "L1aison-dev" --project .\Api
