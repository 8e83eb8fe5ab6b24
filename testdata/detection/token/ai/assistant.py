# Assistant de rédaction : bascule entre fournisseurs
import os

FOURNISSEURS = {
    "groq": {"url": "https://api.groq.test/v1", "cle": "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"},
    "replicate": {"url": "https://api.replicate.test/v1", "cle": "r8_r4BUUK03q6ZNTggpbWfRm4dmgA6GTCxiNhRTK"},
    "nvidia": {"url": "https://integrate.nvidia.test/v1", "cle": "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"},
}
HF_TOKEN = "hf_1kn6cNWnv2sGWNuiO0691geSJV8Ehwm5Mq"
LANGSMITH_API_KEY = "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"
MISTRAL_API_KEY = "xNqKDg2pTI0FbhSGYYYuICzWcl1fshAb"
MODELE = "mixtral-8x7b-32768"


def cle(nom):
    return os.environ.get(nom.upper() + "_API_KEY") or FOURNISSEURS[nom]["cle"]
