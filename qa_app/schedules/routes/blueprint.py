"""One blueprint, below the addresses of reports."""

from flask import Blueprint

schedules = Blueprint("schedules", __name__, url_prefix="/reports/schedules")
