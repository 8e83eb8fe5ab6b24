$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

Add-Type -Path (Join-Path $PSScriptRoot 'WinSCPnet.dll')
$o = New-Object WinSCP.SessionOptions
$o.Protocol = [WinSCP.Protocol]::Sftp
$o.HostName = 'sftp.banque.example'
$o.UserName = 'SEQUOIA'
$o.Password = 'uP8"vd/Ky5-virement'
$secours = New-Object WinSCP.SessionOptions -Property @{
    HostName = 'secours.banque.example'
    UserName = 'sequoia2'
    Password = 'S3cours-Guichet'
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
