$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

param([string]$ClientSecret = $env:GRAPH_CLIENT_SECRET, [string]$MotDePasse)
$corps = @{ grant_type = 'client_credentials'; client_id = $Id; client_secret = $ClientSecret; scope = 'https://graph.microsoft.com/.default' }
Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/$Tenant/oauth2/v2.0/token" -Body $corps
Synchroniser -MotDePasse $MotDePasse

function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}
