function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}

$erreurs = Invoke-Sqlcmd -ServerInstance 'SRVSQL\PAIE' -Database PAIE -Username lecture -Password 'B*rdereau-Net' -Query $req
$param = @{
    ServerInstance = 'SRVSQL\PAIE'
    Database       = 'SUIVI'
    Username       = 'suivi'
    Password       = 'cahier'
}
Invoke-Sqlcmd @param -Query 'SELECT COUNT(*) FROM erreurs'
Register-ScheduledTask -TaskName 'Export' -Action $action -User 'SEQUOIA\svc_taches' -Password 'Horloge.Murale'

# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}
