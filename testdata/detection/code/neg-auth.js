const champs = { password: 'Mot de passe', login: 'Identifiant' };
this.verifie = this.verifie.bind(this);
client.bind(process.env.LDAP_DN, process.env.LDAP_PW, rappel);
const type = visible ? 'text' : 'password';
<input type="password" autoComplete="current-password" />;
const schema = yup.object({ password: yup.string().required('Le mot de passe est requis') });
const token = req.headers['x-access-token'];
