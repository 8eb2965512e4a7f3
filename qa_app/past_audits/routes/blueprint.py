"""All of these pages are one part of the service."""

from flask import Blueprint

past_audits = Blueprint("past_audits", __name__, url_prefix="/past-audits")
