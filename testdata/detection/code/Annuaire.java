package fr.mairie.annuaire;

import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.InitialDirContext;

public class Annuaire {
    private static final String MDP = "Harle huppé";

    public InitialDirContext ouvrir() throws Exception {
        Hashtable<String, String> env = new Hashtable<>();
        env.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        env.put(Context.PROVIDER_URL, "ldap://annuaire.mairie.lan:389");
        env.put(Context.SECURITY_AUTHENTICATION, "simple");
        env.put(Context.SECURITY_PRINCIPAL, "cn=lecteur,dc=mairie,dc=lan");
        env.put(Context.SECURITY_CREDENTIALS, MDP);
        return new InitialDirContext(env);
    }
}
