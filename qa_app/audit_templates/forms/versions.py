"""The questions about a version of a template."""

from qa_app.web.fields import Form, button, date, number, text


class RetireForm(Form):
    on = date(
        "From which day is it out of use?",
        called="The day",
        hint="Rounds that open from that day on no longer take it. Audits that have it keep it.",
        missing="Enter the day from which it is out of use",
    )
    retire = button("Take out of use", warning=True)


class TimeLimitForm(Form):
    limit = text(
        "What is the time limit at this council?",
        hint="In words, as auditors will read it.",
        missing="Enter the time limit",
        max_length=200,
    )
    most = number(
        "What is the most that counts as in time?",
        hint="Leave empty where one number does not say it.",
        optional=True,
        at_least=1,
        at_most=1000,
    )
    save = button("Save, checked today")

    def counted_in(self, unit: str) -> None:
        """Say what the number counts; where the limit counts nothing, do not ask for one."""
        if unit:
            self.most.parameters["suffix"] = {"text": unit}
        else:
            del self.most
