package main

import "github.com/go-ldap/ldap/v3"

const (
	hote = "ldap://annuaire.mairie.lan:389"
	mdp  = `Grèbe\12`
)

type Conf struct {
	BindDN       string
	BindPassword string
}

func main() {
	l, err := ldap.DialURL(hote)
	if err != nil {
		panic(err)
	}
	defer l.Close()
	if err := l.Bind("cn=lecteur,dc=mairie,dc=lan", mdp); err != nil {
		panic(err)
	}
	_ = Conf{BindDN: "cn=x,dc=lan", BindPassword: "Foulque-13"}
}
