$mailParams = @{
    SmtpServer = 'smtp.sequoia.lan'
    From       = 'robot@sequoia.lan'
    To         = 'exploitation@sequoia.lan'
    Subject    = 'Compte rendu du traitement'
    Body       = "Traitement terminé sur $env:COMPUTERNAME. L'équipe peut vérifier les écarts."
    Encoding   = [Text.Encoding]::UTF8
}
if ($env:ENVOI_MAIL -eq 'oui') { Send-MailMessage @mailParams }

$coffre = 'Exploitation'
$mdpLdap = Get-Secret -Vault $coffre -Name 'ldap-badges' -AsPlainText
$credSql = Get-Secret -Vault $coffre -Name 'sql-badges'
$a = New-Object System.DirectoryServices.DirectoryEntry('LDAP://dc01', 'SEQUOIA\svc_badges', $mdpLdap)
# Pour changer le mot de passe : Set-Secret -Vault Exploitation -Name ldap-badges -Secret (Read-Host -AsSecureString)

function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}
