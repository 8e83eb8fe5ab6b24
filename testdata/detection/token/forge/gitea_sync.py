"""Synchronise les équipes de la forge avec l'annuaire."""
import requests

GITEA_URL = "https://git.mairie.test/api/v1"
GITEA_TOKEN = "7560d6f8d3b4ca9522e0a3d042efc3709ac6ebf8"
JENKINS_API_TOKEN = "11a1b31a6c118d78cc7752225e67fd3032"
TIMEOUT = 10


def equipes():
    reponse = requests.get(f"{GITEA_URL}/orgs/dsi/teams", headers={"Authorization": f"token {GITEA_TOKEN}"}, timeout=TIMEOUT)
    reponse.raise_for_status()
    return reponse.json()


def relancer(projet):
    # compte de service : ci
    return requests.post(f"https://ci.mairie.test/job/{projet}/build", auth=("ci", JENKINS_API_TOKEN), timeout=TIMEOUT)
