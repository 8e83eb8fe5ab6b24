# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

param([string]$Fichier = '.\agents.csv', [switch]$Essai)
$racineLdap = 'LDAP://dc01.sequoia.lan/OU=Agents,DC=sequoia,DC=lan'
$compteLecture = 'SEQUOIA\svc-lecture'
$annee = (Get-Date).Year
$phrase = 'Noisette'
foreach ($ligne in Import-Csv $Fichier -Delimiter ';') {
    $entree = New-Object System.DirectoryServices.DirectoryEntry($racineLdap, $compteLecture, $phrase)
    $cherche = New-Object System.DirectoryServices.DirectorySearcher($entree, "(employeeID=$($ligne.Matricule))")
    if (-not $cherche.FindOne()) { Write-Warning "$($ligne.Nom) absent de l'annuaire" }
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
