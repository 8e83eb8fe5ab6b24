"""Prévient l'astreinte sur Matrix et Telegram."""
import json
import urllib.request

SALON = "!LhTvEuhfquCTbiXRMT:mairie.test"
JETON = "syt_YWxlcnRlLmRzaQ_DVGErjWcUssZcJdolinJ_37mx6A"
# ancien robot, désactivé le 3 mars
# BOT = "5057886951:AAQMPLyMCtsy9ZlGLzZzcz00fyDMP5eZipl"


def prevenir(texte):
    corps = json.dumps({"msgtype": "m.text", "body": texte}).encode()
    url = f"https://matrix.mairie.test/_matrix/client/v3/rooms/{SALON}/send/m.room.message/1"
    requete = urllib.request.Request(url, corps, {"Authorization": "Bearer " + JETON}, method="PUT")
    return urllib.request.urlopen(requete, timeout=5).status


def prevenir_telegram(texte):
    url = "https://api.telegram.org/bot8950272846:AASjenygKYfb1OIAKaTLz1oeMNtLOLWi3vO/sendMessage"
    return urllib.request.urlopen(url, data=texte.encode(), timeout=5).status
