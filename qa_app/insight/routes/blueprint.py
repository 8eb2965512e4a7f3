"""Two ways in the navigation: how much is done, and what has been looked at."""

from flask import Blueprint

insight = Blueprint("insight", __name__, url_prefix="/insight")
coverage = Blueprint("coverage", __name__, url_prefix="/insight/coverage")
