$Users = @(
)
foreach ($u in $Users) {
    New-ADUser -Name $u[0] -SamAccountName $u[1] -AccountPassword (ConvertTo-SecureString $u[2] -AsPlainText -Force) -Enabled $true
}
$admins = @{ alice = 'Alder-9'; bob = 'Bracken-8' }
$admins.GetEnumerator() | ForEach-Object { New-LocalUser -Name $_.Key -Password (ConvertTo-SecureString $_.Value -AsPlainText -Force) }
function New-Svc { param($Name, $Secret) New-ADUser -Name $Name -AccountPassword (ConvertTo-SecureString $Secret -AsPlainText -Force) }
New-Svc 'svc-a' 'Heather-7'
New-Svc -Secret 'Thistle-6' -Name 'svc-b'
$s = @{ Name = 'svc-c'; Secret = 'Gorse-5' }; New-Svc @s
$LDAPPW = 'Rowan.Berry'
$ADBindAcctPwd = "Hazel+Nut"
$pwdBind = 'Willow@4'
$objUser = [ADSI]"LDAP://CN=x,DC=y"; $objUser.SetPassword("Aspen-3"); $objUser.Put("userAccountControl", 512)
$objOU = [ADSI]"WinNT://./"; $nu = $objOU.Create('User', 'local1'); $nu.SetPassword('Poplar-2'); $nu.SetInfo()
$searcher = New-Object DirectoryServices.DirectorySearcher
$searcher.SearchRoot = New-Object DirectoryServices.DirectoryEntry("LDAP://dc/DC=y", "Y\reader", "Linden-1")
$ldap = New-Object System.DirectoryServices.Protocols.LdapConnection('dc'); $ldap.AuthType = 0
$ldap.Credential = [Net.NetworkCredential]::new('cn=r', 'Elm0')
$bindreq = "ldapsearch.exe -h dc -D `"cn=r`" -w `"Juniper 11`" -b dc=y"
cmd.exe /c "dsquery user -u Y\reader -p Yew-12 -limit 0"
Get-ADUser -Filter * -Credential ([pscredential]::new('Y\reader',(ConvertTo-SecureString -AsPlainText -Force -String 'Cedar 13')))
adfind -h dc -u Y\reader -up Fir-14 -b dc=y
nltest /server:dc /user:x
ktpass -princ HTTP/web@Y -mapuser web -pass Spruce-16 -out web.keytab
setspn -L web
netdom join pc1 /domain:y.local /userd:Y\join /passwordd:Pine-17
netdom renamecomputer pc1 /newname:pc2 /ud:Y\join /pd:Box-18
djoin /reuse
dsmod user "CN=a,DC=y" -pwd Ivy-Climb-19
redircmp OU=x
