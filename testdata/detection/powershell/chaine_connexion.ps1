$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

$motAcces = 'Grenier-31'
$cn = New-Object System.Data.SqlClient.SqlConnection "Server=SQL04;Database=Paie;User Id=paie;Password=$motAcces"
$cs2 = 'Server=SQL05;Database=RH;Uid=rh;Pwd=Cave&Voute;Encrypt=True'
$cs3 = 'Data Source=ORA01;User ID=dpi;Password=' + 'Soupente9' + ';'
$integre = 'Server=SQL06;Database=Suivi;Integrated Security=SSPI'

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
