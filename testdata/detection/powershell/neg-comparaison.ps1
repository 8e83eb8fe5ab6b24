# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

foreach ($p in $apres.PSObject.Properties.Name) {
    if ($p -in 'password', 'userPassword', 'unicodePwd', 'secret', 'apiKey') { "${p}: (modifié)" }
}
'password', 'pwd', 'secret', 'token', 'credential' | ForEach-Object {
    if (Get-Variable -Name $_ -ErrorAction SilentlyContinue) { Remove-Variable -Name $_ -Force }
}
if ($motDePasse -eq 'azerty') { throw 'Mot de passe trop simple' }

$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }
