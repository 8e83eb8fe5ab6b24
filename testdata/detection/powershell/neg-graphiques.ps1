$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

$passe = 1
for ($passe = 1; $passe -le 3; $passe++) { Write-Verbose "passe n° $passe" }
$cleTri = 'sAMAccountName'
$attributMdp = 'unicodePwd'
$champsMotDePasse = @('userPassword', 'unicodePwd', 'sambaNTPassword')
$fichierMdp = 'D:\Secure\mdp.xml'
$urlChangementMdp = 'https://mdp.sequoia.lan/'

function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}
