package main

func main() {
	l.Bind(os.Getenv("LDAP_DN"), os.Getenv("LDAP_PW"))
	l.UnauthenticatedBind("cn=x")
	fs := flag.String("password", "", "mot de passe de liaison")
	errPassword := errors.New("mot de passe incorrect")
	const passwordHeader = "X-Password"
}
