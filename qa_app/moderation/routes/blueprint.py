"""Where the pages of second opinions begin, those of what comes after them, of auditors and of calibration."""

from flask import Blueprint

moderation = Blueprint("moderation", __name__, url_prefix="/moderation")
signing_off = Blueprint("signing_off", __name__, url_prefix="/sign-off")
inadequates = Blueprint("inadequates", __name__, url_prefix="/inadequate-audits")
auditors = Blueprint("auditors", __name__, url_prefix="/auditors")
calibrations = Blueprint("calibrations", __name__, url_prefix="/calibrations")
