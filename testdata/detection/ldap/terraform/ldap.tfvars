ldap_url      = "ldaps://dc1.grove.local"
ldap_binddn   = "CN=vault,OU=Service,DC=grove,DC=local"
ldap_bindpass = "Terra\"cotta"
ldap_password = var.ldap_password
vault_ldap = {
  userdn   = "DC=grove,DC=local"
  bindpass = "Clay-Pot5"
}
