public static class Annuaire
{
    public static DirectoryEntry Ouvrir(string utilisateur, string motDePasse)
    {
        var a = new DirectoryEntry("LDAP://mairie.lan");
        return new DirectoryEntry("LDAP://mairie.lan", utilisateur, motDePasse);
    }
    public static string Base = "Server=srv-sql;Database=Paie;Integrated Security=SSPI;";
    public static string Modele = "Server={0};User Id={1};Password={2};";
    [DataType(DataType.Password)] public string Password { get; set; }
    const string PasswordKey = "Password";
}
