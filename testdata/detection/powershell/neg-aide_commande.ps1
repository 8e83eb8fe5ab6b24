# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }

<#
.SYNOPSIS
    Outil du support.
.PARAMETER Password
    Mot de passe de l'utilisateur. Doit respecter la politique.
.EXAMPLE
    .\Aide.ps1 -Login mlaval -Password (Read-Host -AsSecureString)
.EXAMPLE
    $c = New-Object PSCredential 'DOMAINE\utilisateur', (ConvertTo-SecureString 'MotDePasse' -AsPlainText -Force)
#>
param([string]$Login, [securestring]$Password)
Write-Host 'Usage : Aide.ps1 -Login <login> [-Password <mot de passe>]'
Write-Host '        net user <login> <mot de passe> /domain'
Write-Host "        mot de passe : 12 caractères minimum"

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
