import requests

API = "https://api.mairie.lan/v1"
r = requests.get(API + "/etat", auth=("robot", "Guepard77"), timeout=10)
s = requests.get(API + "/paie", headers={"Authorization": "Basic cm9ib3Q6THlueC01NQ=="})
print(r.status_code, s.status_code)
