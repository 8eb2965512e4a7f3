"""What is asked of a report, beside the filters."""

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.reports.document import MOST_BYTES
from qa_app.reports.rules.front import LONGEST, Front, lines_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.narratives import LONGEST as MOST_OF_A_ROUND
from qa_app.reports.rules.packs import LONGEST as GIVEN_TO
from qa_app.reports.rules.quotes import LONGEST as QUOTE_LENGTH
from qa_app.reports.rules.team_months import LONGEST as MOST_SAID
from qa_app.reports.rules.team_months import MOST_TALKS, Told
from qa_app.web.fields import (
    Form,
    button,
    checkboxes,
    date,
    file,
    hidden,
    number,
    radios,
    text,
    text_area,
)


class ReportForm(Form):
    level = radios(
        "Who will read it?",
        Level,
        hints={one: one.what_it_holds for one in Level},
        missing="Select who will read it",
    )
    ask = button("Ask for this report")

    def offer_inside_alone(self) -> None:
        """To those who see a part of the council: what leaves it is made by whoever sees the whole."""
        self.level.hint = "Reports for others are made by those who see figures of the whole council, such as the QA lead."
        self.level.options = [(Level.INTERNAL.name, Level.INTERNAL.value)]


class ReferencesForm(Form):
    why = text_area(
        "What do you need the references for?",
        hint="It is kept with the report and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what you need the references for",
    )
    ask = button("Ask for this report")


class WholeAuditsForm(Form):
    why = text_area(
        "What do you need it for?",
        hint="It is kept with the file and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what you need it for",
    )
    ask = button("Ask for this PDF")


class PackForm(Form):
    level = radios(
        "Who will read it?",
        Level,
        hints={
            Level.INTERNAL: "Inspectors and others who may read these records. A row for each audit under the record’s own reference, and audits whole if you name them.",
            Level.COUNCIL: "Figures alone, with counts of 1 to 5 hidden. No record and no name.",
        },
        missing="Select who will read it",
    )
    why = text_area(
        "What do you need it for?",
        hint="It is kept with the pack and in the log of downloads. Do not name anybody.",
        rows=3,
        max_length=300,
        missing="Enter what you need it for",
    )
    records = text_area(
        "Which records’ audits go in whole?",
        hint="One reference on each line. Leave it empty for none.",
        rows=4,
        max_length=4000,
        optional=True,
    )
    ask = button("Ask for this pack")

    def offer(self, *, may_release: bool) -> None:
        there = [one for one in (Level.INTERNAL, Level.COUNCIL) if may_release or not one.leaves]
        self.level.options = [(one.name, one.value) for one in there]


class GiveForm(Form):
    given_to = text(
        "Whom do you give it to?",
        hint="The people or the office, for example the inspection team.",
        max_length=GIVEN_TO,
        missing="Enter whom you give it to",
    )
    why = text_area(
        "What do they need it for?",
        hint="It stands in the log of packs. Do not name a child or a member of staff.",
        rows=3,
        max_length=GIVEN_TO,
        missing="Enter what they need it for",
    )
    give = button("Note whom it is given to")


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


class RoundPaperForm(Form):
    level = radios(
        "Who will read it?",
        Level,
        hints={one: one.what_a_paper_holds for one in Level},
        missing="Select who will read it",
    )
    ask = button("Ask for it as Word and slides", secondary=True)

    def offer(self, *, may_release: bool) -> None:
        there = [one for one in ReportKind.ROUND.about.levels if may_release or not one.leaves]
        self.level.options = [(one.name, one.value) for one in there]


class PaperForm(Form):
    level = radios(
        "Who will read it?",
        Level,
        hints={one: one.what_a_paper_holds for one in Level},
        missing="Select who will read it",
    )
    meeting = text(
        "Which meeting is it for?",
        hint="For example, Children’s scrutiny committee. Leave it empty if it is for none.",
        max_length=LONGEST,
        optional=True,
    )
    held_on = date("When is the meeting?", called="The day of the meeting", optional=True)
    of_whom = text(
        "Whose report is it?",
        hint="A job title, for example Director of children’s services. Do not name anybody.",
        max_length=LONGEST,
        optional=True,
    )
    recommendations = text_area(
        "What is the meeting asked to do?",
        hint="One on each line. Leave it empty to ask it to note what was found, and to say what else it wishes to know.",
        rows=4,
        max_length=2000,
        optional=True,
    )
    ask = button("Ask for this report")

    def offer(self, kind: ReportKind, *, may_release: bool) -> None:
        """The levels that a paper of this kind is made for, as far as whoever asks may make them."""
        there = [one for one in kind.about.levels if may_release or not one.leaves]
        self.level.options = [(one.name, one.value) for one in there]

    @property
    def front(self) -> Front:
        return Front(
            (self.meeting.data or "").strip(),
            self.held_on.data,
            (self.of_whom.data or "").strip(),
            lines_of(self.recommendations.data or ""),
        )


class StyleForm(Form):
    chosen = file(
        "Word document in the council’s style",
        accept=".docx",
        hint=f"A .docx of up to {MOST_BYTES // (1024 * 1024)} MB, such as the council’s template for committee papers.",
        missing="Choose a file",
    )
    upload = button("Upload and use")


class EndStyleForm(Form):
    end = button("Use the service’s own style", secondary=True)


class TeamMonthForm(VersionedForm):
    due = number(
        "How many supervision talks were due?", at_least=0, at_most=MOST_TALKS, optional=True
    )
    held = number("How many were held?", at_least=0, at_most=MOST_TALKS, optional=True)
    went = text_area(
        "How did supervision go?",
        hint="What was talked about most, and what stood in the way. Do not name anybody.",
        rows=5,
        max_length=MOST_SAID,
        optional=True,
    )
    improvements = text_area(
        "Which improvements are in place?",
        hint="What your team does otherwise because of audits. Do not name anybody.",
        rows=5,
        max_length=MOST_SAID,
        optional=True,
    )
    save = button("Save")

    @property
    def told(self) -> Told:
        return Told(
            self.due.data, self.held.data, self.went.data or "", self.improvements.data or ""
        )


class QuoteForm(Form):
    words = text_area(
        "The quote",
        hint="In words of its own: no name, team, month or age, and nothing that only one family would know.",
        rows=4,
        max_length=QUOTE_LENGTH,
        missing="Enter the quote",
    )
    propose = button("Ask for it to be approved")


class YouSaidForm(Form):
    words = text_area(
        "You said",
        hint="What children and families told us, as many of them would say it. No name, team, month or age.",
        rows=3,
        max_length=QUOTE_LENGTH,
        missing="Enter what children and families said",
    )
    answer = text_area(
        "We did",
        hint="What was done about it, and what is different now.",
        rows=3,
        max_length=QUOTE_LENGTH,
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
        max_length=QUOTE_LENGTH,
        missing="Enter why, so that it can be written otherwise",
    )
    decline = button("Do not approve it", secondary=True)
