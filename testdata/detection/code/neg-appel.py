import os, requests
requests.get(u, auth=(os.environ["U"], os.environ["P"]))
requests.get(u, headers={"Authorization": f"Bearer {token}"})
requests.get(u, headers={"Authorization": "Bearer " + os.environ["TOKEN"]})
password = data.get("password")
session["csrf_token"] = "8f7a6b5c4d3e2f1a"
