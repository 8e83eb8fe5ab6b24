require 'net/ldap'

ldap = Net::LDAP.new(host: 'annuaire.mairie.lan', port: 389)
ldap.auth 'cn=lecteur,dc=mairie,dc=lan', 'Sarcelle4'
puts ldap.bind

autre = Net::LDAP.new(
  host: 'annuaire2',
  auth: { method: :simple, username: 'cn=admin', password: ENV.fetch('LDAP_PW', 'Souchet-5') }
)
