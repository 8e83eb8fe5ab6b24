# Copie expurgée transmise au prestataire
@{
    Annuaire = @{ Serveur = 'ad01.sequoia.lan'; Utilisateur = 'SEQUOIA\svc'; MotDePasse = '[SUPPRIMÉ]' }
    Messagerie = @{ Login = 'assos'; Sesame = '(masqué)' }
    Sql = @{ Chaine = 'Server=sql01;Database=assos;User Id=assos;Password=*****;' }
    Api = @{ Jeton = '<expurgé>' }
}
