"""What may stand in an address."""

from flask import Flask
from werkzeug.routing import BaseConverter


class PublicId(BaseConverter):
    """128 random bits as foundation.database.new_public_id writes them; anything else is no address."""

    regex = "[A-Za-z0-9_-]{22}"


def attach(app: Flask) -> None:
    app.url_map.converters["public_id"] = PublicId
