# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }

$lblMdp = New-Object Windows.Forms.Label
$lblMdp.Text = 'Nouveau mot de passe :'
$txtMdp = New-Object Windows.Forms.TextBox
$txtMdp.PasswordChar = '*'
$txtMdp.UseSystemPasswordChar = $true
$RegexMotDePasse = '^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{12,}$'
$AideMotDePasse = 'Au moins 12 caractères, dont une majuscule.'
if ($txtMdp.Text -match '(?i)azerty|password|motdepasse|123456') { return 'Mot de passe trop courant.' }

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
