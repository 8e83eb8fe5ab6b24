PATTERNS = {
    "stripe": r"(?:sk|rk)_(?:test|live|prod)_[a-zA-Z0-9]{10,99}",
    "sendgrid": r"SG\.[a-zA-Z0-9=_\-\.]{66}",
    "openai": r"sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{74}T3BlbkFJ[A-Za-z0-9_-]{74}",
    "npm": r"npm_[a-z0-9]{36}",
    "telegram": r"[0-9]{5,16}:(?-i:A)[a-z0-9_\-]{34}",
    "jwt": r"ey[a-zA-Z0-9]{17,}\.ey[a-zA-Z0-9\/\_-]{17,}\.",
    "pem": "-----BEGIN PRIVATE KEY-----",
}
