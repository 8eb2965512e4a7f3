"""All of these pages are one part of the service."""

from flask import Blueprint

actions = Blueprint("actions", __name__, url_prefix="/actions")
