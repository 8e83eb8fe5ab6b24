$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

# compatible version 2
$u1="sequoia\copieur"
$p1="Numerise2"
$u2="sequoia\fax"
$p2="télécopieur"
$x1=ConvertTo-SecureString $p1 -AsPlainText -Force
$x2=ConvertTo-SecureString $p2 -AsPlainText -Force
$cred1=New-Object System.Management.Automation.PSCredential $u1,$x1
$cred2=New-Object System.Management.Automation.PSCredential -ArgumentList $u2,$x2
Start-Process powershell.exe -Credential $cred1 -ArgumentList "-File C:\Scripts\purge.ps1"

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
