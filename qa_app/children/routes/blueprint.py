"""All of these pages are one part of the service."""

from flask import Blueprint

children = Blueprint("children", __name__, url_prefix="/children")
