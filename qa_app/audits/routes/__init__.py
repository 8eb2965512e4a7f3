"""Pages of audits."""

from qa_app.audits.routes import (
    correcting,
    findings,
    finishing,
    given,
    giving,
    listing,
    people,
    proposing,
    sampling,
    sections,
    showing,
    whole,
)
from qa_app.audits.routes.blueprint import audits, given_sections
from qa_app.audits.routes.listing import audits_panel, concern_panel

__all__ = [
    "audits",
    "audits_panel",
    "concern_panel",
    "correcting",
    "findings",
    "finishing",
    "given",
    "given_sections",
    "giving",
    "listing",
    "people",
    "proposing",
    "sampling",
    "sections",
    "showing",
    "whole",
]
