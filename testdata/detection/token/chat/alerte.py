"""Prévient l'astreinte sur Matrix et Telegram."""
import json
import urllib.request

SALON = "!LhTvEuhfquCTbiXRMT:mairie.test"
JETON = "syt_YWxlcnRlLmRzaQ_linJuaPuEIIOBLuevtuL_2xufRA"
# ancien robot, désactivé le 3 mars
# BOT = "8483432239:AA9ZlGLzZzcz00fyDMP5eZiplRct_tIXSje"


def prevenir(texte):
    corps = json.dumps({"msgtype": "m.text", "body": texte}).encode()
    url = f"https://matrix.mairie.test/_matrix/client/v3/rooms/{SALON}/send/m.room.message/1"
    requete = urllib.request.Request(url, corps, {"Authorization": "Bearer " + JETON}, method="PUT")
    return urllib.request.urlopen(requete, timeout=5).status


def prevenir_telegram(texte):
    url = "https://api.telegram.org/bot1304600654:AAAKaTLz1oeMNtLOLWi3vOTHZIxyfNDIuO2/sendMessage"
    return urllib.request.urlopen(url, data=texte.encode(), timeout=5).status
