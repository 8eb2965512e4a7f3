"""Words that one person writes and another approves."""

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.reports.rules.approving import NO_WHY
from qa_app.reports.rules.narratives import LONGEST as MOST_OF_A_ROUND
from qa_app.reports.rules.quotes import LONGEST
from qa_app.web.fields import Form, button, checkboxes, hidden, text_area


class NarrativeForm(VersionedForm):
    found = text_area(
        "What did we find?",
        hint="What the audits of this round say about practice: strengths first. Do not name anybody.",
        rows=8,
        max_length=MOST_OF_A_ROUND,
        optional=True,
    )
    doing = text_area(
        "What do we do about it?",
        hint="What is being done, by whom in the service, and by when. Do not name anybody.",
        rows=8,
        max_length=MOST_OF_A_ROUND,
        optional=True,
    )
    propose = button("Save and ask for it to be approved")
    save = button("Save as a draft", secondary=True)


class QuoteForm(Form):
    words = text_area(
        "The quote",
        hint="In words of its own: no name, team, month or age, and nothing that only one family would know.",
        rows=4,
        max_length=LONGEST,
        missing="Enter the quote",
    )
    propose = button("Ask for it to be approved")


class YouSaidForm(Form):
    words = text_area(
        "You said",
        hint="What children and families told us, as many of them would say it. No name, team, month or age.",
        rows=3,
        max_length=LONGEST,
        missing="Enter what children and families said",
    )
    answer = text_area(
        "We did",
        hint="What was done about it, and what is different now.",
        rows=3,
        max_length=LONGEST,
        missing="Enter what was done",
    )
    propose = button("Ask for it to be approved")


class LookForm(Form):
    # Of the words that were read: others are read anew.
    version = hidden()
    looked = checkboxes(
        "What is marked",
        [("yes", "I have looked at what is marked: it tells of nobody")],
        optional=True,
    )
    approve = button("Approve it")


class DeclineForm(Form):
    why = text_area(
        "Why not?",
        hint="Whoever wrote it sees this. Do not name anybody.",
        rows=3,
        max_length=LONGEST,
        missing=NO_WHY,
    )
    decline = button("Do not approve it", secondary=True)
