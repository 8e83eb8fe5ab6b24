# Synchronisation Okta vers l'annuaire
$OktaUrl = 'https://mairie.okta.test'
$OktaToken = '00gBqg9gEItnFo1-XMUmuepXATheF88e7PNn9_9VB1'
$entetes = @{ Accept = 'application/json' }
$utilisateurs = Invoke-RestMethod "$OktaUrl/api/v1/users?limit=200" -Headers $entetes
foreach ($u in $utilisateurs) {
    Write-Output ("{0};{1};{2}" -f $u.id, $u.profile.login, $u.status)
}
# Adobe : console développeur
$adobe = @{ client_id = '8b3f0c1d2e4a5f60718293a4b5c6d7e8'; client_secret = 'p8e-drEl4xKXyn51AeN97CSwijxEMBXEPVrP' }
