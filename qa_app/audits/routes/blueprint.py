"""The blueprint of audits, to which each part adds its pages."""

from flask import Blueprint

audits = Blueprint("audits", __name__, url_prefix="/audits")
