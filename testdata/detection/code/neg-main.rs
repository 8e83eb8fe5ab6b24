fn main() {
    let password = std::env::var("LDAP_PW").expect("LDAP_PW manquant");
    ldap.simple_bind(&dn, &password).unwrap();
    let invite = "Mot de passe : ";
    let p = rpassword::prompt_password(invite).unwrap();
}
