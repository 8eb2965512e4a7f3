"""Of whom an audit says whether they took part."""

from qa_app.audit_templates.rules.words import Subject
from qa_app.audits.rules.states import Part

# The others may be left open.
_ALWAYS_SAID = {
    Subject.CHILD: (Part.PRACTITIONER, Part.CHILD, Part.FAMILY),
    Subject.REFERENCE: (Part.PRACTITIONER, Part.CHILD, Part.FAMILY),
    Subject.PRACTITIONER: (Part.PRACTITIONER,),
    Subject.HOUSEHOLD: (Part.PRACTITIONER, Part.FAMILY),
    Subject.AUDIT: (),
}


def always_said(subject: Subject) -> tuple[Part, ...]:
    return _ALWAYS_SAID[subject]


def whom(part: Part) -> str:
    """As it stands inside a sentence."""
    return f"{part.value[:1].lower()}{part.value[1:]}"
