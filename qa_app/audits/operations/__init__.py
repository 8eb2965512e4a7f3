"""What an auditor does: begin, read section by section, find, submit; and put a fact right."""

from qa_app.audits.operations.beginning import begin
from qa_app.audits.operations.correcting import correct_section
from qa_app.audits.operations.finding import add_finding, change_finding, remove_finding
from qa_app.audits.operations.finishing import (
    not_received,
    say_whether_safe,
    submit,
    withdraw,
)
from qa_app.audits.operations.holding import hold, hold_open, refuse_unless_open
from qa_app.audits.operations.people import TookPart, say_whether_heard, say_who_took_part
from qa_app.audits.operations.proposing import (
    change_proposal,
    propose_action,
    remove_proposal,
)
from qa_app.audits.operations.saving import NEW, Overtaken, save_section, save_whole

__all__ = [
    "NEW",
    "Overtaken",
    "TookPart",
    "add_finding",
    "begin",
    "change_finding",
    "change_proposal",
    "correct_section",
    "hold",
    "hold_open",
    "not_received",
    "propose_action",
    "refuse_unless_open",
    "remove_finding",
    "remove_proposal",
    "save_section",
    "save_whole",
    "say_whether_heard",
    "say_whether_safe",
    "say_who_took_part",
    "submit",
    "withdraw",
]
