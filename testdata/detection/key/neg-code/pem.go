package pem

import "bytes"

var (
	debut = []byte("-----BEGIN RSA PRIVATE KEY-----")
	fin   = []byte("-----END RSA PRIVATE KEY-----")
)

// Corps rend ce qui se trouve entre les deux marques, sans vérifier la structure ni la longueur du contenu.
func Corps(texte []byte) []byte {
	a := bytes.Index(texte, debut)
	b := bytes.Index(texte, fin)
	if a < 0 || b < a {
		return nil
	}
	return bytes.TrimSpace(texte[a+len(debut) : b])
}
