# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

param([string]$MotDePasse = 'Cerfeuil-3')
function Connecter([string]$hote, [string]$qui, [string]$quoi) {
    return New-Object DirectoryServices.DirectoryEntry("LDAP://$hote", $qui, $quoi)
}
$a = Connecter 'dc01' 'SEQUOIA\svc1' 'Estragon'
$b = Connecter -hote dc02 -qui 'SEQUOIA\svc2' -quoi 'ciboulette'
$c = Connecter dc03 'SEQUOIA\svc3' $MotDePasse

# inventaire des disques, demandé par le responsable d'exploitation
$alertes = @()
foreach ($d in Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3') {
    $libre = [math]::Round($d.FreeSpace / 1GB, 1)
    if ($d.Size -gt 0 -and $d.FreeSpace / $d.Size -lt 0.08) {
        $alertes += "$($d.DeviceID) : $libre Go libres"
    }
}
if ($alertes.Count) { Write-Warning ($alertes -join ' ; ') }
