use Net::LDAP;
my $ldap = Net::LDAP->new('annuaire');
$ldap->bind;
$ldap->bind($dn, password => $ENV{LDAP_PW});
my $mdp = <STDIN>;
print "Mot de passe : ";
