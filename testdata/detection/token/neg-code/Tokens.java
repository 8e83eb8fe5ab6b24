public final class Tokens {
    private static final String PREFIX_GITHUB = "ghp_";
    private static final String PREFIX_GITLAB = "glpat-";
    private static final Pattern SLACK = Pattern.compile("xox[baprs]-[0-9A-Za-z-]{10,}");
    private static final String SK_LIVE = "sk_live_";
    static boolean isToken(String s) { return s.startsWith(PREFIX_GITHUB) && s.length() == 40; }
    static final UUID ESPACE = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
    static final long SEED = 0x9E3779B97F4A7C15L;
}
