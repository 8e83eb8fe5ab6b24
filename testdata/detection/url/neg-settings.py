import os
user = os.environ["DB_USER"]
password = os.environ["DB_PASSWORD"]
DATABASES = {"default": f"postgresql://{user}:{password}@db.mairie.lan:5432/paie"}
BROKER = "amqp://%s:%s@mq.mairie.lan//" % (user, password)
CACHE = "redis://cache:6379/1"
SITE = "https://paie.mairie.lan:8443/accueil?mail=admin@mairie.lan"
