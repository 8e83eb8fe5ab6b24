<#
.SYNOPSIS
  Dépose l'export de la paie dans le conteneur de la trésorerie.
#>
param(
    [string]$Fichier = 'D:\Export\paie.csv',
    [switch]$Simulation
)
$ErrorActionPreference = 'Stop'
$compte = 'sttresorerie'
# jeton SAS valable deux ans, demandé par le prestataire
$sas = '?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2029-12-31T22:00:00Z&sig=%2Bgae2zD74xl13GQM5HqhvoZ0Up%2Fuf%2ByFSYiR8jn4Tpc%3D'
$destination = "https://$compte.blob.core.windows.net/depot/paie.csv$sas"
if (-not (Test-Path $Fichier)) { throw "Fichier absent : $Fichier" }
if (-not $Simulation) {
    azcopy copy $Fichier $destination --overwrite=true
}
$app = @{
    TenantId     = '13610e43-7637-4d97-964f-74e9018994ed'
    ClientId     = 'eebef836-5859-4d34-8657-73ff911f4796'
    ClientSecret = 'KEC8Q~HFotvNsWHMOy2qPqYxuTSpwhMlp72KGWet'
}
Write-Output "Export terminé"
