# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

$req = @"
SELECT login, password_hash, date_mdp
FROM comptes
WHERE password_hash IS NOT NULL AND date_mdp < DATEADD(day, -$Jours, GETDATE())
"@
Invoke-Sqlcmd -ServerInstance SQL01 -Database RH -Query $req
$cmd.Parameters.AddWithValue('@password', $mdp) | Out-Null

$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }
