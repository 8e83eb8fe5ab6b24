# contrôle de la politique, sans secret
$politique = Get-ADDefaultDomainPasswordPolicy
$libelleMotDePasse = 'Mot de passe'
$messageMdpExpire = "Votre mot de passe expire dans {0} jours."
$longueurMdp = $politique.MinPasswordLength
if ($longueurMdp -lt 12) { Write-Warning "Longueur minimale trop faible : $longueurMdp" }
Get-ADUser -Filter { PasswordNeverExpires -eq $true } -Properties PasswordLastSet |
    Sort-Object PasswordLastSet | Select-Object Name, PasswordLastSet | Export-Csv .\sans_expiration.csv -NoTypeInformation

# tâche sous gMSA, aucun mot de passe ici
$principal = New-ScheduledTaskPrincipal -UserId 'SEQUOIA\gmsa-col$' -LogonType Password
Register-ScheduledTask -TaskName 'Export' -Action $action -Principal $principal
schtasks /create /tn Purge /tr C:\s.cmd /sc daily /ru SYSTEM
schtasks /create /tn Purge2 /tr C:\s.cmd /sc daily /ru SEQUOIA\svc /rp *
New-ADServiceAccount -Name gmsa-col -DNSHostName gmsa.sequoia.lan -PrincipalsAllowedToRetrieveManagedPassword 'GG_Serveurs'

# --- journalisation : jamais de mot de passe dans ce fichier ---
$dossierTraces = 'E:\Traces'
function Ecrire-Trace([string]$texte, [string]$niveau = 'INFO') {
    if (-not (Test-Path $dossierTraces)) { New-Item $dossierTraces -ItemType Directory | Out-Null }
    $ligne = '{0:yyyy-MM-dd HH:mm:ss} [{1}] {2}' -f (Get-Date), $niveau, $texte
    Add-Content -Path (Join-Path $dossierTraces 'traitement.log') -Value $ligne
    if ($niveau -eq 'ERREUR') { Write-Warning $texte }
}
