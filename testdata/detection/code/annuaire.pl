#!/usr/bin/perl
use strict;
use warnings;
use Net::LDAP;

my %conf = (
    serveur => 'annuaire.mairie.lan',
    bindpw  => q{Foulque'3},
);
my $ldap = Net::LDAP->new($conf{serveur}) or die "$@";
$ldap->bind('cn=lecteur,dc=mairie,dc=lan', password => $conf{bindpw});
print $ldap->search(base => 'dc=mairie,dc=lan', filter => '(uid=*)')->count, "\n";
