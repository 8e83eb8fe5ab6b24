@{
    # réglages du module, lus par Import-PowerShellDataFile
    Annuaire = @{
        Serveur    = 'ad01.sequoia.lan'
        Compte     = 'SEQUOIA\svc-assos'
        MotDePasse = 'Girouette.19'
    }
    Messagerie = @{ Relais = 'smtp.sequoia.lan'; Login = 'assos'; Sesame = 'Pigeonnier2' }
    Sql = @{ Chaine = 'Server=sql01;Database=assos;User Id=assos;Password=Clocher!8;' }
    Politique = @{ MotDePasseMin = 12; MotDePasseMax = 64; MotDePasseDuree = 180 }
}
