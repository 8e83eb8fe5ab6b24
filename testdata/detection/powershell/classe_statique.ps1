# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation

class Annuaire {
    static [string] $Serveur = 'ldaps://annuaire.sequoia.lan'
    static [string] $Compte  = 'uid=moodle,ou=apps,dc=sequoia,dc=lan'
    static [string] $Cle     = 'c0horte_Moodle'
    static [int]    $Page    = 500
}
function Lister {
    $chemin = [Annuaire]::Serveur.Replace('ldaps://', 'LDAP://') + ':636'
    $e = [System.DirectoryServices.DirectoryEntry]::new($chemin, [Annuaire]::Compte, [Annuaire]::Cle, 'SecureSocketsLayer')
    [System.DirectoryServices.DirectorySearcher]::new($e, '(objectClass=person)').FindAll()
}

function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}
