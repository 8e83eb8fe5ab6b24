function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}

$mdp = Read-Host "Mot de passe de $Login"
$code = [Microsoft.VisualBasic.Interaction]::InputBox('Mot de passe', 'Connexion')
$de = New-Object System.DirectoryServices.DirectoryEntry("LDAP://dc01", $Login, $mdp)
$ok = $ctx.ValidateCredentials($Login, $mdp)
$u.SetPassword($mdp)

# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation
