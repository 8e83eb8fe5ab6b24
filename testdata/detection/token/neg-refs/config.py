import os

DATADOG_API_KEY = os.environ["DATADOG_API_KEY"]
TWILIO_AUTH_TOKEN = os.getenv("TWILIO_AUTH_TOKEN", "")
HEROKU_API_KEY = settings.get("heroku_api_key")
SNYK_TOKEN = vault.read("kv/snyk")["token"]
ALGOLIA_ADMIN_KEY = None
POSTMARK_SERVER_TOKEN = "POSTMARK_API_TEST"
MAILGUN_API_KEY = get_secret("mailgun-api-key")
GITEA_COMMIT = "d4b9cb9289070d6ec229bfd3259df5768306fbb6"
DATADOG_IMAGE_DIGEST = "cda40a60d172fc16dab027a9c3a1362d0429a62dac18b84ad39fec88ed238f5d"
WANDB_RUN_ID = "ycmqb2rs"
