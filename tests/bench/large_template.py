"""How long a template of 300 questions takes to be read, and to be saved in one go."""

import time
from collections.abc import Callable
from statistics import median

from qa_app.access.rules import Viewer
from qa_app.audit_templates import operations, yaml_file
from qa_app.audit_templates.models import TemplateDraft
from qa_app.foundation.database import db
from tests.audit_templates.makers import Content, a_question, a_section, a_template
from tests.makers import NOON

SECTIONS, QUESTIONS = 30, 10
# Seconds: what was promised. A machine that is busy with the other tests may take five times as long.
PROMISED, PATIENCE = 0.3, 5
LONG_HELP = "Look for the dates, who was there, what was seen, and what was decided because of it."


def large_template(code: str = "large") -> Content:
    """Thirty sections of ten questions, each with its help, options now and then, and a condition."""
    sections = []
    for at in range(SECTIONS):
        first = at * QUESTIONS + 1
        questions = [
            a_question(first + one, help=LONG_HELP, evidence=["no"]) for one in range(QUESTIONS)
        ]
        questions[-1]["shown_when"] = {
            "answers": [{"question": f"q{first}", "is": ["yes", "partly"]}]
        }
        questions[-2] |= {
            "kind": "pick-one",
            "evidence": "always",
            "options": [{"option": f"o{one}", "words": f"The choice {one}"} for one in range(6)],
        }
        sections.append(a_section(f"section-{at + 1}", *questions))
    return a_template(*sections, code=code, name="A large template")


def save(draft: TemplateDraft, by: Viewer, times: int) -> float:
    """Read the whole file, check it, and save it, each time with another purpose."""
    texts = [
        yaml_file.write({**large_template(draft.code), "purpose": f"Purpose {one}?"})
        for one in range(times)
    ]

    def once() -> None:
        content = yaml_file.read(texts.pop().encode()).content
        operations.edit(draft, lambda _: content, by=by, at=NOON)
        assert not operations.problems_of(draft)
        db.session.commit()

    return seconds(once, times)


def seconds(act: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return median(taken)
