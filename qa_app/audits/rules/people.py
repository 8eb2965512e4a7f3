"""Of whom an audit says whether they took part."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

from qa_app.audit_templates.rules import Template
from qa_app.audit_templates.rules.words import Subject
from qa_app.audits.rules.states import HEARD, Part, WhyNot

TOOK_PART = "took-part"

# The others may be left open.
_ALWAYS_SAID = {
    Subject.CHILD: (Part.PRACTITIONER, Part.CHILD, Part.FAMILY),
    Subject.REFERENCE: (Part.PRACTITIONER, Part.CHILD, Part.FAMILY),
    Subject.PRACTITIONER: (Part.PRACTITIONER,),
    Subject.HOUSEHOLD: (Part.PRACTITIONER, Part.FAMILY),
    Subject.AUDIT: (),
}


def always_said(template: Template) -> tuple[Part, ...]:
    """Of nobody where the template has no place for it at its head: a quick look is at the record alone."""
    return _ALWAYS_SAID[template.subject] if TOOK_PART in template.header else ()


def heard_in(template: Template) -> tuple[Part, ...]:
    """Of whom an audit records whether they were asked, and what they said."""
    return tuple(part for part in always_said(template) if part in HEARD)


def said_on_its_page(template: Template) -> tuple[Part, ...]:
    """Of whom nothing more is asked than whether they took part."""
    return tuple(part for part in always_said(template) if part not in HEARD)


def whom(part: Part) -> str:
    """As it stands inside a sentence."""
    return f"{part.value[:1].lower()}{part.value[1:]}"


class Said(Protocol):
    part: Part
    took_part: bool
    why_not: WhyNot | None
    saying: str


def version_of(said: Iterable[Said]) -> str:
    """By which a page knows whether it shows what is kept; empty while nothing is."""
    lines = sorted(f"{one.part} {one.took_part} {one.why_not} {one.saying}" for one in said)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] if lines else ""


def in_a_sentence(took_part: Mapping[Part, bool]) -> str:
    """A sentence’s end, such as “the child took part and the family did not”."""
    parts = [
        f"{whom(part)} {'took part' if took else 'did not take part'}"
        for part, took in took_part.items()
    ]
    return " and ".join(parts) or "nobody has been named"
