# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}

function Lire-MotDePasse([string]$invite = 'Mot de passe : ') {
    Write-Host $invite -NoNewline
    $ss = New-Object System.Security.SecureString
    while ($true) {
        $t = [Console]::ReadKey($true)
        if ($t.Key -eq 'Enter') { break }
        $ss.AppendChar($t.KeyChar)
    }
    return $ss
}
$premier = Lire-MotDePasse 'Nouveau mot de passe : '
$alea = -join (1..20 | ForEach-Object { [char](Get-Random -Minimum 33 -Maximum 126) })
foreach ($c in $alea.ToCharArray()) { $vide.AppendChar($c) }

$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement termin‚ sur $env:COMPUTERNAME. L'‚quipe peut v‚rifier les ‚carts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }
