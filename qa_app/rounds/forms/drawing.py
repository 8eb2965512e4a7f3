"""What is asked before a draw is made and before it is given out."""

from collections.abc import Collection

from qa_app.rounds.rules.independence import MAY_BE_WAIVED, Bar
from qa_app.web.fields import Form, button, checkboxes, text_area

WAIVED = {
    Bar.OTHER_SERVICE: "Let them audit in other services of the council",
    Bar.READ_IT_LAST: "Let them read a record that they read the last time",
}


class DrawForm(Form):
    why_again = text_area(
        "Why does the draw before it not stand?",
        rows=3,
        max_length=500,
        missing="Enter why the draw before it does not stand",
        hint="Every draw is kept. Everybody who may see the round reads this. Write nothing about a child.",
    )
    save = button("Draw the records")

    def offer(self, *, is_again: bool) -> None:
        if not is_again:
            del self.why_again


class OpenForm(Form):
    waived = checkboxes("Do without a rule", optional=True)
    leave_out = checkboxes(
        "What nobody can be given",
        [("yes", "Leave it out of this round")],
        optional=True,
    )
    try_it = button("Work it out again", secondary=True)
    open_it = button("Open the round")

    def offer(self, would_help: Collection[Bar]) -> None:
        """A rule is offered where it would help, or is waived already."""
        chosen = {*(self.waived.data or ()), *(one.name for one in would_help)}
        self.waived.options = [
            (one.name, WAIVED[one]) for one in MAY_BE_WAIVED if one.name in chosen
        ]
