function Sans-Accent([string]$texte) {
    $forme = $texte.Normalize([Text.NormalizationForm]::FormD)
    -join ($forme.ToCharArray() | Where-Object { [Globalization.CharUnicodeInfo]::GetUnicodeCategory($_) -ne 'NonSpacingMark' })
}
function Faire-Login([string]$nom, [string]$prenom) {
    $court = (Sans-Accent $prenom).Substring(0, 1) + (Sans-Accent $nom)
    return $court.ToLower() -replace '[^a-z]', ''
}

sal css ConvertTo-SecureString
$a = ConvertTo-SecureString 'Volet roulant' -a -f
$b = css -AsP -Fo "Persienne&Co"
$c = ConvertTo-SecureString -AsPlainText:$true -Force:$true -String Jalousie
$d = ConvertTo-SecureString `
        -String 'Store de 1935' `
        -AsPlainText `
        -Force
$e = ConvertTo-SecureString (@'
Rideau "de" fer
'@) -AsPlainText -Force
$f = 'moustiquaire' | ConvertTo-SecureString -AsPlainText -Force
$g = ConvertTo-SecureString -Force -AsPlainText $env:VOLET_MDP
$h = ConvertTo-SecureString (Get-Content D:\Secure\volet.txt -TotalCount 1) -AsPlainText -Force

# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}
