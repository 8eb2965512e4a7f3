"""The blueprint of rounds, to which each part adds its pages."""

from flask import Blueprint

rounds = Blueprint("rounds", __name__, url_prefix="/rounds")
