"""The blueprint of voices, to which each part adds its pages; each says its whole address."""

from flask import Blueprint

voices = Blueprint("voices", __name__)
