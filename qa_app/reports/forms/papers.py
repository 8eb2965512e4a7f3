"""Papers, the month that a manager adds to one, and the style that they are written in."""

from qa_app.organisation.forms.versions import VersionedForm
from qa_app.reports.document import MOST_BYTES
from qa_app.reports.forms.asking import offer_levels, who_will_read_it
from qa_app.reports.rules.front import LONGEST, Front, lines_of
from qa_app.reports.rules.kinds import ReportKind
from qa_app.reports.rules.levels import Level
from qa_app.reports.rules.team_months import LONGEST as MOST_SAID
from qa_app.reports.rules.team_months import MOST_TALKS, Told
from qa_app.web.fields import Form, button, date, file, number, text, text_area


class PaperForm(Form):
    level = who_will_read_it({one: one.what_a_paper_holds for one in Level})
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
        offer_levels(self, kind.about.levels, may_release=may_release)

    @property
    def front(self) -> Front:
        return Front(
            (self.meeting.data or "").strip(),
            self.held_on.data,
            (self.of_whom.data or "").strip(),
            lines_of(self.recommendations.data or ""),
        )


class RoundPaperForm(Form):
    level = who_will_read_it({one: one.what_a_paper_holds for one in Level})
    ask = button("Ask for it as Word and slides", secondary=True)

    def offer(self, *, may_release: bool) -> None:
        offer_levels(self, ReportKind.ROUND.about.levels, may_release=may_release)


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
