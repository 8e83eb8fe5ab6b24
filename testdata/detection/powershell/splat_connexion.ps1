$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

$reglages = New-Object PSObject
$reglages | Add-Member -MemberType NoteProperty -Name Serveur -Value 'ldap.sequoia.lan'
$reglages | Add-Member -MemberType NoteProperty -Name Compte -Value 'uid=badges,dc=sequoia,dc=lan'
$reglages | Add-Member NoteProperty Clef 'Tourniquet Bleu'
function Ouvrir {
    $parametres = @{
        TypeName     = 'System.Net.NetworkCredential'
        ArgumentList = @($reglages.Compte, $reglages.Clef)
    }
    $cx = New-Object System.DirectoryServices.Protocols.LdapConnection $reglages.Serveur
    $cx.Credential = New-Object @parametres
    $cx.Bind()
    return $cx
}

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
