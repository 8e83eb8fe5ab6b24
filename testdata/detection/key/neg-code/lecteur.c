/* Reconnaît les formats de clés. */
static const char *const marks[] = {
  "-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----",
  "-----BEGIN EC PRIVATE KEY-----", "-----END EC PRIVATE KEY-----",
  "-----BEGIN PGP PRIVATE KEY BLOCK-----", "-----END PGP PRIVATE KEY BLOCK-----",
  "PuTTY-User-Key-File-2: ", "Encryption: none", "Private-Lines: ", "Private-MAC: ",
  "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "---- END SSH2 ENCRYPTED PRIVATE KEY ----",
};
