"""How the figures were made, what they do not say, and the blocks that others complete."""

from qa_app.reports.queries.asking import Ask
from qa_app.reports.rules.contents import METHOD
from qa_app.reports.rules.front import IMPLICATIONS, Front, to_complete
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.paper import Grid, Said, Section

# Of the workbook alone.
NOT_HERE = ("Empty cells", "Limits in trends", "What is counted")
COUNTED = (
    "What is counted. Audits of records that are agreed or signed off. Records that few may open are not among them, and audits of a practitioner’s own work are in no figure.",
    "What is counted. Audits of records that are agreed or signed off and that whoever asked may open. Audits of a practitioner’s own work are in no figure.",
)
LIMITS = (
    "Audits read the record and, where it is safe, hear the family and the practitioner. What is not recorded and not said is not seen.",
    "A share of a few audits moves by chance. One month or one place is not compared with another on these figures alone.",
    "The months shown may be shown again in a later paper. Do not take one paper from another: the difference can tell of a few.",
)


def purpose_section(ask: Ask, front: Front) -> Section:
    about = f"To say what audits of children’s records found: {ask.filters.period.words}."
    asked = front.recommendations or (
        "Note what audits found, and what is done about it.",
        "Say what else you wish to know, and by when.",
    )
    blocks = [Said(about), Said("You are asked to:"), *(Said(one, in_list=True) for one in asked)]
    return Section("What this paper is for, and what it asks of you", tuple(blocks))


def method_section(ask: Ask) -> Section:
    told = [Said(COUNTED[0] if ask.level.leaves else COUNTED[1], in_list=True)]
    told += [Said(f"{name}. {words}", in_list=True) for name, words in METHOD if name not in NOT_HERE]  # fmt: skip
    told += [Said(f"Small counts. {words}", in_list=True) for words in _hiding(ask)]
    told += [Said(one, in_list=True) for one in LIMITS]
    return Section(
        "How these figures were made, and what they cannot say", tuple(told), is_method=True
    )


def note_section(ask: Ask) -> Section:
    """The same in a sentence or two, for a page."""
    said = [Said(one) for one in _hiding(ask)]
    return Section("How these figures were made", tuple(said), is_numbered=False, is_method=True)


def _hiding(ask: Ask) -> list[str]:
    if ask.level is Level.INTERNAL:
        return ["They are shown in full: this paper is for people who may open these audits, and goes no further."]  # fmt: skip
    nobody = "No record, no place smaller than those named here and no member of staff can be told from this paper."
    if ask.level is Level.PUBLIC:
        return [f"Counts of 1 to 7 stand as *, and all others are rounded to the nearest 5, each by itself, so that lines may not add up. {nobody}"]  # fmt: skip
    full = " Figures of the whole are shown in full, for 100 or more records could have been drawn and 10 or more people audited them." if ask.is_in_full else ""  # fmt: skip
    return [f"Counts of 1 to 5 stand as c, and so do as many others as it takes to keep them from being worked out.{full} {nobody}"]  # fmt: skip


def implications_section() -> Section:
    rows = tuple((name, to_complete(who)) for name, who in IMPLICATIONS)
    return Section("Implications", (Grid("Implications, each completed by whoever answers for it", ("Of what", "Implication"), rows),))  # fmt: skip
