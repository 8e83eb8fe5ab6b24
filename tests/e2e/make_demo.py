#!/usr/bin/env python3
"""Makes testdata/demo/partage.zip, the same bytes each time: two PowerShell scripts in UTF-16 as Windows saves them,
one with an LDAP password written in, its look-alike with the password kept in a vault. All names are invented."""
import sys
import zipfile
from pathlib import Path

LEAK = r"""# Synchronisation de l'annuaire des agents vers l'application Badges
# Maintenance : bureau des systèmes, poste 4412
param(
    [string]$Fichier = '\\srv-badges\depot\agents.csv',
    [switch]$Simulation
)

$serveur = 'ldaps://annuaire.ville-exemplaire.lan:636'
$base    = 'ou=agents,dc=ville-exemplaire,dc=lan'
$compte  = 'cn=svc-badges,ou=services,dc=ville-exemplaire,dc=lan'
$mdp     = 'Goeland-Cendre_84'

function Ouvrir-Annuaire {
    $entree = New-Object System.DirectoryServices.DirectoryEntry("$serveur/$base", $compte, $mdp)
    $recherche = New-Object System.DirectoryServices.DirectorySearcher($entree)
    $recherche.Filter = '(&(objectClass=person)(employeeType=agent))'
    $recherche.PageSize = 500
    return $recherche
}

foreach ($fiche in (Ouvrir-Annuaire).FindAll()) {
    "{0};{1}" -f $fiche.Properties['uid'][0], $fiche.Properties['cn'][0] | Add-Content $Fichier
}
"""

LOOK_ALIKE = r"""# Synchronisation de l'annuaire des agents vers l'application Cantine
# Le mot de passe du compte de service est dans le coffre, jamais dans le script.
param(
    [string]$Fichier = '\\srv-cantine\depot\agents.csv',
    [string]$NomDuSecret = 'ldap-cantine'
)

$serveur = 'ldaps://annuaire.ville-exemplaire.lan:636'
$base    = 'ou=agents,dc=ville-exemplaire,dc=lan'
$compte  = 'cn=svc-cantine,ou=services,dc=ville-exemplaire,dc=lan'
$mdp     = Get-Secret -Name $NomDuSecret -AsPlainText
$messageMdp = 'Le mot de passe du compte de service a expiré.'

$entree = New-Object System.DirectoryServices.DirectoryEntry("$serveur/$base", $compte, $mdp)
if (-not $entree.Name) { throw $messageMdp }
$recherche = New-Object System.DirectoryServices.DirectorySearcher($entree)
foreach ($fiche in $recherche.FindAll()) { $fiche.Properties['uid'][0] | Add-Content $Fichier }
"""


def utf16(text):
    return b'\xff\xfe' + text.replace('\n', '\r\n').encode('utf-16-le')


def main():
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / 'testdata/demo/partage.zip'
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in (('scripts/Sync-Badges.ps1', LEAK), ('scripts/Sync-Cantine.ps1', LOOK_ALIKE)):
            entry = zipfile.ZipInfo(name, date_time=(2026, 6, 1, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, utf16(text))


if __name__ == '__main__':
    main()
