"""The one blueprint of the pages of audit templates."""

from flask import Blueprint

audit_templates = Blueprint("audit_templates", __name__, url_prefix="/audit-templates")
