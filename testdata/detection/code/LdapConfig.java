@Configuration
public class LdapConfig {
    @Value("${ldap.password:Tadorne-5}")
    private String ldapPassword;

    @Bean
    public LdapContextSource source() {
        LdapContextSource s = new LdapContextSource();
        s.setUrl("ldap://annuaire.mairie.lan");
        s.setUserDn("cn=spring,dc=mairie,dc=lan");
        s.setPassword("Milouin.6");
        return s;
    }
}
