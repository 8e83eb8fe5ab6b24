public class LdapConfig {
    @Value("${ldap.password}")
    private String ldapPassword;
    @Value("${ldap.password:}")
    private String other;
    void f() { s.setPassword(ldapPassword); log.info("password changed"); }
}
