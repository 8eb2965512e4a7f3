"""Three blueprints: what programs read, the council’s tokens, and one’s own."""

from flask import Blueprint

api = Blueprint("api", __name__, url_prefix="/api/v1")
api_tokens = Blueprint("api_tokens", __name__, url_prefix="/settings/api-tokens")
own_api_tokens = Blueprint("own_api_tokens", __name__, url_prefix="/my-account/api-tokens")
