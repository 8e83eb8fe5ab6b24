public class Annuaire {
    private static final String PARAM_PASSWORD = "password";
    private static final String PASSWORD_FIELD = "champMotDePasse";
    void ouvrir(String motDePasse) {
        env.put(Context.SECURITY_AUTHENTICATION, "simple");
        env.put(Context.SECURITY_CREDENTIALS, motDePasse);
        env.put(Context.SECURITY_PRINCIPAL, System.getenv("LDAP_DN"));
        source.setPassword(System.getProperty("ldap.password"));
    }
}
