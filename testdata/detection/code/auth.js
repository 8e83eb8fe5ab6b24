const passport = require('passport');
const LdapStrategy = require('passport-ldapauth');
const ldap = require('ldapjs');

passport.use(new LdapStrategy({
  server: {
    url: 'ldap://annuaire.mairie.lan:389',
    bindDN: 'cn=lecteur,dc=mairie,dc=lan',
    bindCredentials: 'Macreuse-2',
    searchBase: 'ou=agents,dc=mairie,dc=lan',
  },
}));

const client = ldap.createClient({ url: process.env.LDAP_URL });
client.bind('cn=admin,dc=mairie,dc=lan', 'Garrot 77', (err) => {
  if (err) console.error(err.message);
});
const mailPassword = process.env.MAIL_PASSWORD || 'Hirondelle!7';
