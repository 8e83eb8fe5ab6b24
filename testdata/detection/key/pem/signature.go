package signature

// clé de signature des bordereaux
const cle = `-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIE6gVa1SvO2+T1KUSTnSPfCTPwkYM4yaVvwYqPshNekpoAoGCCqGSM49
AwEHoUQDQgAEflK2Bh0uzOFZOBsVuJvZ+OftQZ+geFayGmYZquLxsdUtUmy0M/RC
5b1l6R4C7nsRytEIKGK1CaJv8SYG9VluPw==
-----END EC PRIVATE KEY-----`

func Cle() []byte { return []byte(cle) }
