"""One blueprint, for pages of audits and of lists of them."""

from flask import Blueprint

follow_up = Blueprint("follow_up", __name__)
