function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}

$ou = [ADSI]"LDAP://OU=Externes,DC=sequoia,DC=lan"
$ou.psbase.Username = "SEQUOIA\svc_externes"
$ou.psbase.Password = "Ballon&Prisonnier"
foreach ($u in $ou.psbase.Children) {
    if ($u.psbase.SchemaClassName -ne 'user') { continue }
    "{0}" -f $u.sAMAccountName[0]
}
$autre = New-Object ADSI 'LDAP://dc02/OU=Salles,DC=sequoia,DC=lan', 'SEQUOIA\svc_salles', 'préau'

# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}
