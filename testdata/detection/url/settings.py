"""Réglages de production de l'application paie."""
import os
import dj_database_url

DEBUG = False
ALLOWED_HOSTS = ["paie.mairie.lan"]
DATABASES = {
    "default": dj_database_url.parse(
        "postgresql://paie:Girolle2021@db1.mairie.lan:5432/paie", conn_max_age=600),
    "archive": dj_database_url.parse(os.environ["ARCHIVE_URL"]),
}
CELERY_BROKER_URL = "amqp://tâches:Chanterelle/42@mq.mairie.lan:5672/paie"
CACHES = {"default": {"BACKEND": "redis", "LOCATION": "redis://:Bolet-Satan-7@cache:6379/1"}}
EMAIL_URL = "smtp://smtp.mairie.lan:25"
STATIC_URL = "https://static.mairie.lan/paie/"
