using System.DirectoryServices;
using System.DirectoryServices.AccountManagement;

namespace Mairie
{
    public static class Annuaire
    {
        private const string Cle = @"Oie""cendrée7";

        public static DirectoryEntry Ouvrir()
        {
            return new DirectoryEntry("LDAP://mairie.lan/DC=mairie,DC=lan", "svc-lecture", Cle, AuthenticationTypes.Secure);
        }

        public static PrincipalContext Contexte()
        {
            return new PrincipalContext(ContextType.Domain, "mairie.lan", "DC=mairie,DC=lan", "svc-lecture", "Courlis-8");
        }

        public static string Base = "Server=srv-sql;Database=Paie;User Id=sa;Password=Blaireau6!;Encrypt=true";
    }
}
