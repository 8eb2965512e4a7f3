"""The blueprints of audits, to which each part adds its pages."""

from flask import Blueprint

audits = Blueprint("audits", __name__, url_prefix="/audits")
# What a partner sees of an audit has addresses of its own, as it has nothing else of one.
given_sections = Blueprint("given_sections", __name__, url_prefix="/given-sections")
