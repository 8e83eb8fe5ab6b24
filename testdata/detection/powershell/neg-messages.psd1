@{
    MotDePasse          = 'Mot de passe'
    NouveauMotDePasse   = 'Nouveau mot de passe'
    ConfirmerMotDePasse = 'Confirmez le mot de passe'
    MdpTropCourt        = 'Le mot de passe doit compter au moins {0} caractères.'
    MotDePasseOublie    = 'Mot de passe oublié ?'
    Password            = 'Password'
    BindPassword        = 'Bind password'
}
