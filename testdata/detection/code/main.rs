use ldap3::{LdapConn, Scope};

const MOT_DE_PASSE: &str = r#"Nette"rousse5"#;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut ldap = LdapConn::new("ldap://annuaire.mairie.lan")?;
    ldap.simple_bind("cn=lecteur,dc=mairie,dc=lan", MOT_DE_PASSE)?.success()?;
    let (rs, _) = ldap.search("dc=mairie,dc=lan", Scope::Subtree, "(uid=*)", vec!["mail"])?.success()?;
    println!("{}", rs.len());
    Ok(())
}
