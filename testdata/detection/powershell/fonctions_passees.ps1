function Get-LdapUser {
    param(
        [string] $Filter,
        [string] $Server = 'ldap.univ-x.lan',
        [string] $Dn     = 'cn=lecteur,dc=univ-x,dc=lan',
        [string] $Sesame = 'Amphi Descartes'
    )
    $c = [System.DirectoryServices.Protocols.LdapConnection]::new($Server)
    $c.Bind([System.Net.NetworkCredential]::new($Dn, $Sesame))
}
Get-LdapUser -Filter '(uid=a)' -Sesame 'Amphi Pascal'
function Connect-Share($path, $u, $k) { $n = New-Object -ComObject WScript.Network; $n.MapNetworkDrive('X:', $path, $false, $u, $k) }
Connect-Share '\\nas\a' 'nas\a' 'Couloir B12'
Connect-Share -k 'Couloir-C3' -path '\\nas\b' -u 'nas\b'
filter To-Cred { param($u) New-Object PSCredential($u, ($_ | ConvertTo-SecureString -AsPlainText -Force)) }
function Secure([string]$s) { return (ConvertTo-SecureString $s -AsPlainText -Force) }
Set-LocalUser -Name a -Password (Secure 'Resto-U-5')
Set-LocalUser -Name b -Password (Secure "Scola`"rite6")
$creer = { param($n, $m) net user $n $m /add }
& $creer 'etu1' 'Etudiant.7'
class Annuaire {
    hidden [string] $cle
    Annuaire([string] $k) { $this.cle = $k }
    [object] Ouvrir() { return [System.DirectoryServices.DirectoryEntry]::new('LDAP://x', 'u', $this.cle) }
}
$a = [Annuaire]::new('Campus-Nord9'); $a.Ouvrir()
$b = New-Object Annuaire 'Campus-Sud10'
$table = @{}; $table['ad'] = 'Laverie-11'
[adsi]::new('LDAP://x', 'u', $table['ad'])
$liste = New-Object System.Collections.ArrayList
$xs = 'un:Piscine-13','deux:Stade-14'
foreach ($x in $xs) { $l, $m = $x -split ':'; net user $l $m /add }
foreach ($y in 'a=Vestiaire15','b=Tribune16') { $n = $y.Split('='); New-LocalUser $n[0] -Password (ConvertTo-SecureString $n[1] -AsPlainText -Force) }
$acc = [pscustomobject]@{ U='u'; P='Parking-17' }; ConvertTo-SecureString $acc.P -AsPlainText -Force
$acc2 = New-Object psobject -Property @{ U='u'; P='Navette-18' }; [Net.NetworkCredential]::new($acc2.U, $acc2.P)
$data = @( [pscustomobject]@{L='a';M='Tram-19'}, [pscustomobject]@{L='b';M='Bus-20'} )
$data | ForEach-Object { New-LocalUser $_.L -Password (ConvertTo-SecureString $_.M -AsPlainText -Force) }
$json = @'
'@ | ConvertFrom-Json
foreach ($c in $json.comptes) { New-LocalUser $c.l -Password (ConvertTo-SecureString $c.m -AsPlainText -Force) }
ConvertTo-SecureString $xml.c.u.k -AsPlainText -Force
$env:X = 'Taxi-24'; ConvertTo-SecureString $env:X -AsPlainText -Force
$global:zz = 'Ferry-25'; function Z { ConvertTo-SecureString $zz -AsPlainText -Force }
${a b} = 'Train 26'; ConvertTo-SecureString ${a b} -AsPlainText -Force
Set-Variable qq 'Avion-27'; ConvertTo-SecureString (Get-Variable qq -ValueOnly) -AsPlainText -Force
$w = "Funi-28"; $cred = [pscredential]::new("u",(ConvertTo-SecureString "$w" -AsPlainText -Force))
$pp = Read-Host 'x'; if ($pp -eq '') { $pp = 'Peniche-30' }; net use Z: \\s\x $pp /user:u
$de = New-Object DirectoryServices.DirectoryEntry; $de.psbase.Path='LDAP://x'; $de.psbase.Password = 'Gondole-31'
$pc = New-Object DirectoryServices.AccountManagement.PrincipalContext([DirectoryServices.AccountManagement.ContextType]::Domain, 'x.lan', 'DC=x', 'u', 'Pirogue-32')
$up = [DirectoryServices.AccountManagement.UserPrincipal]::new($pc, 'n', 'Radeau-33', $true)
$up.SetPassword('Kayak-34'); $up.ChangePassword('Canoe-35','Voilier-36')
$lc = New-Object DirectoryServices.Protocols.LdapConnection((New-Object DirectoryServices.Protocols.LdapDirectoryIdentifier('h')), (New-Object Net.NetworkCredential('u','Yole-37')), 'Basic')
$cc = [Net.CredentialCache]::new(); $cc.Add([uri]'http://x', 'Basic', [Net.NetworkCredential]::new('u', 'Barque-38'))
$wp = New-Object Net.WebProxy('http://p:3128'); $wp.Credentials = New-Object Net.NetworkCredential -ArgumentList @('u', 'Cargo-39')
