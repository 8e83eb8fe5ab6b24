# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }

function Reset-AgentPassword {
    param([string]$Login, [securestring]$NewPassword = (Read-Host -AsSecureString 'Nouveau mot de passe'))
    Set-ADAccountPassword -Identity $Login -Reset -NewPassword $NewPassword
}
function Test-AgentPassword([string]$Login, [securestring]$Password) {
    $clair = [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($Password))
    $ctx.ValidateCredentials($Login, $clair)
}

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
