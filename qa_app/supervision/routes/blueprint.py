"""One blueprint, for what audits bring to practitioners."""

from flask import Blueprint

supervision = Blueprint("supervision", __name__)
