# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

$nas = '\\nas-sequoia\nuit'
$codeNas = 'Pénombre*22h'
net use $nas $codeNas /user:nas\nuit | Out-Null
net use P: \\srv-photos\badges "Argentique 400" /user:srv\lecture
$compte = 'kiosque'
net user $compte Borne-Info4 /add /expires:never
cmdkey /add:TERMSRV/rds01 /user:SEQUOIA\aide /pass:Aide#Bureau1
schtasks /create /tn "Relance" /tr "net start spooler" /sc hourly /ru ".\imprim" /rp "Toner cyan" /f
schtasks /change /tn "Vieille" /ru SYSTEM
net use P: /delete /y

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
