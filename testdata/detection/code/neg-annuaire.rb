ldap = Net::LDAP.new(host: 'annuaire', auth: { method: :simple, username: dn, password: ENV['LDAP_PW'] })
ldap.auth dn, ENV.fetch('LDAP_PW')
validates :password, presence: true, length: { minimum: 12 }
I18N = { password: 'Mot de passe', password_confirmation: 'Confirmation du mot de passe' }
