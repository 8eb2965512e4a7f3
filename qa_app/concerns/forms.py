"""What is asked of a concern."""

from datetime import datetime, timedelta

from qa_app.concerns.rules import About, Reached
from qa_app.foundation.clock import LONDON, as_london, now
from qa_app.trail.rules.moments import read_moment
from qa_app.web.fields import Form, button, date, radios, text, text_area

ABOUT_HINTS: dict[str, str] = {
    About.COLLEAGUE: "It goes to the designated officer alone. Nobody in that person’s team sees it.",
    About.ADULT: "It goes to adult safeguarding.",
}


class ConcernForm(Form):
    about = radios("Whom is it about?", About, hints=ABOUT_HINTS, missing="Select whom it is about")
    seen = text_area(
        "What did you see or read?",
        hint="What worries you, and where it stands on the record. Use initials or roles, not names.",
        rows=6,
        max_length=4000,
        missing="Enter what you saw or read",
    )
    reference = text(
        "What is the reference of the child’s record?",
        hint="So that their manager hears of it. It is not needed where it is about a colleague.",
        width="width-10",
        max_length=40,
        optional=True,
    )
    save = button("Raise this concern now")


class ToldForm(Form):
    name = text("Whom did you speak to?", width="two-thirds", missing="Enter their name")
    role = text("What is their role?", width="two-thirds", missing="Enter their role")
    when = text(
        "When did you speak to them?",
        hint="For example, 2:40pm, or 3/11/2026 2:40pm if it was not today.",
        width="one-half",
        max_length=40,
        missing="Enter the time",
    )
    decided = text_area(
        "What did they decide?", rows=4, max_length=2000, missing="Enter what they decided"
    )
    save = button("Save whom you told")

    def reached(self) -> Reached | None:
        """None where the time cannot be read."""
        at = moment_in(self.when.data, now())
        if at is None:
            self.refuse("Enter a time like 2:40pm", about="when")
            return None
        return Reached(self.name.data, self.role.data, at, self.decided.data)


class CloseForm(Form):
    on_record_since = date(
        "Since when is it on the child’s record?",
        called="The date",
        hint="The day on which it was written on the record that everybody who works with the child reads.",
        missing="Enter the date since when it is on the record",
    )
    outcome = text_area("What was done?", rows=4, max_length=2000, missing="Enter what was done")
    save = button("Close this concern")


def moment_in(typed: str, at: datetime) -> datetime | None:
    """A time alone is of today; of yesterday where today it would still be to come."""
    words = typed.strip().lower()
    if found := read_moment(words):
        return found.replace(tzinfo=LONDON)
    today = as_london(at).date()
    if (found := read_moment(f"{today.isoformat()} {words}")) is None:
        return None
    moment = found.replace(tzinfo=LONDON)
    return moment if moment <= at else moment - timedelta(days=1)
