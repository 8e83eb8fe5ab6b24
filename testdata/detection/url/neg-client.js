const url = `mongodb://${user}:${pass}@${host}/base`;
const api = "https://" + user + ":" + pass + "@api.mairie.lan";
const icone = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'>";
const dest = "mailto:accueil@mairie.lan";
