"""A pack for inspectors: its files as people would name them, the three questions, and who was given it."""

from qa_app.reports.rules.front import to_complete

LONGEST = 300

# What a council says of itself before an inspection, and what is asked on its first day.
QUALITY = "What is the quality and impact of social work practice with children and families?"
HOW = "How do you know?"
PLANS = "What are your plans for the next 12 months to maintain or improve practice?"
ANSWER = to_complete("The director of children’s services").replace("paper is published", "pack is given")  # fmt: skip

EVIDENCE = "1 Self-evaluation and its evidence.docx"
WORKBOOK = "2 Audits, programme and learning.xlsx"
WHOLE = "3 Audits whole.pdf"

NO_WHOM = "Enter whom you give it to"
NO_WHY = "Enter what they need it for"
NOT_A_PACK = "Only a pack is given in this way"
NOT_READY = "It is not ready to be given"
NOT_GIVEN = "Say first whom you give it to, and what for"
MOST_NAMED = 5


def why_not_given(to: str, why: str, *, is_pack: bool, is_ready: bool) -> tuple[str, str] | None:
    """What stands against it, and the question that it is asked by."""
    if not is_pack:
        return NOT_A_PACK, ""
    if not is_ready:
        return NOT_READY, ""
    if not to.strip():
        return NO_WHOM, "given_to"
    if not why.strip():
        return NO_WHY, "why"
    return None


def not_found(references: list[str]) -> str:
    """Only what was typed is said again."""
    named = ", ".join(references[:MOST_NAMED])
    more = f" and {len(references) - MOST_NAMED:,} more" if len(references) > MOST_NAMED else ""
    return f"No audit of these months that you may open is of {named}{more}"
