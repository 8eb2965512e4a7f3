"""What an auditor does: begin, read section by section, find, submit; and put a fact right."""

from qa_app.audits.operations.beginning import begin
from qa_app.audits.operations.correcting import correct_section
from qa_app.audits.operations.finding import add_finding, change_finding, remove_finding
from qa_app.audits.operations.finishing import not_received, submit, withdraw
from qa_app.audits.operations.people import say_who_took_part
from qa_app.audits.operations.saving import (
    NEW,
    Overtaken,
    keep_note,
    refuse_unless_open,
    save_section,
    save_whole,
)

__all__ = [
    "NEW",
    "Overtaken",
    "add_finding",
    "begin",
    "change_finding",
    "correct_section",
    "keep_note",
    "not_received",
    "refuse_unless_open",
    "remove_finding",
    "save_section",
    "save_whole",
    "say_who_took_part",
    "submit",
    "withdraw",
]
