# clé DSA des virements, encore utilisée
$cle = @"
-----BEGIN DSA PRIVATE KEY-----
MIIBywIBAAKBgQD2ztxaCi8ivkz75yfVT1aqnRVjXhCndR7lR2im8sajVoOBSm6i
NPPufif/viZKg3oWkTTRyTY7MoKmr+i1UEM3EqpoRzMlDyYNNpwRoVZyzLRYp1CL
8PSGjWiZlQ3qjZph8I72U/G/+h3dvCpaUFrkuhFycMFEwcW13txb6V/jHQIdAKI8
MJifQ4oj4HGcIHK2mhdwRPjmGlfdLOdEgPcCgYEAirZLTEyls3z438aq4j3924k9
g02ADKIEdKoztRnlml5+3HOjehOJHZgXYBXJvR4LRyfBEZ2TqH2y3m6YNaKJaiYT
LTpAx+Ld8oAOJqKPhHedx/PgOUhSFaeEPTJMb4UchPRkxC5QJ331C4oa3puZ1FJm
/tbPRPe38l1HTUTiQ+MCgYAMJQ4K1qk4ZkvyYmpueETDXCoEPfdWhOBN1QdK21Qz
6pdgwxuuEJkkAVegesdxggXudrnVUUDu4B8oMWimON4Ux3mqQbvGleV7MPv+K8E7
hQfI0x/EY+0zcT4AJRqNyfpRbbkUATNEsXqgRrlYoXECcAM0ulYXhbF6OACX6hFp
uwIcVr9x4kUJgXRDEgsXwyjKvH9vz2I7HSJfJIg1Wg==
-----END DSA PRIVATE KEY-----
"@
Set-Content -Path C:\Temp\dsa.pem -Value $cle
