# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }

$env:LSC_HOME = 'D:\lsc'
$env:LDAP_SRC_PWD = 'Portillon_88'
${env:ORACLE_PASSWORD} = "ApogéeLecture"
[Environment]::SetEnvironmentVariable('LSC_KEYSTORE_PASSWORD', 'coffre-lsc', 'Process')
Set-Item -Path Env:\LSC_PROXY_PASSWORD -Value 'calmar&co'
Set-Variable -Name 'SmtpPassword' -Value 'Colombier12' -Scope Script
& "$env:LSC_HOME\bin\lsc.bat" -s all -c all

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
