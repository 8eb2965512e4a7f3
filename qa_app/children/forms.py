"""The questions about lists of children and their records."""

from qa_app.children.models import Child
from qa_app.children.queries.previews import Preview
from qa_app.foundation.errors import Reason
from qa_app.uploads import questions as uploads
from qa_app.uploads.questions import given, name_of, table_file
from qa_app.web.fields import Form, button, checkboxes, date, text, text_area

FILES = ("list_file", "second_file", "third_file", "fourth_file")


class UploadForm(Form):
    list_file = table_file(
        "List of children",
        hint="An Ofsted Annex A workbook, a report from the case system, or one CSV a list.",
        missing="Choose a file",
    )
    second_file = table_file("A second file", optional=True)
    third_file = table_file("A third file", optional=True)
    fourth_file = table_file("A fourth file", optional=True)
    as_at = date(
        "What day does the list describe?",
        called="The day the list describes",
        hint="The day the report was run, for example 1 11 2026.",
        missing="Enter the day the list describes",
    )
    upload = button("Upload and check")

    @property
    def files(self) -> list[tuple[str, bytes]]:
        return [given(self[name].data) for name in FILES if self[name].data is not None]

    def refuse(self, *reasons: str, about: str | None = None) -> None:
        """What is said of no other question is about the file whose name it begins with."""
        for reason in reasons:
            known = about or getattr(reason, "about", "") or self._file_in(reason)
            super().refuse(Reason(reason, known))

    def _file_in(self, reason: str) -> str:
        chosen = [name for name in FILES if self[name].data is not None]
        named = (name for name in chosen if reason.startswith(name_of(self[name].data)))
        return next(named, FILES[0])


class MergeForm(Form):
    reference = text(
        "Reference of the other record",
        width="width-20",
        missing="Enter the reference of the other record",
    )
    reason = text_area(
        "How do you know that they are one child?",
        hint="Do not name the child or their family.",
        max_length=500,
        rows=3,
        missing="Enter how you know that they are one child",
    )
    merge = button("Merge the two records")


class RestrictForm(Form):
    reason = text_area(
        "Why is the record restricted?",
        hint="For example a colleague’s child, adoption, a death or a request of the police. Do not name anybody.",
        max_length=500,
        rows=3,
        missing="Enter why the record is restricted",
    )
    review_on = date(
        "When will this be looked at again?",
        called="The day it will be looked at again",
        missing="Enter the day it will be looked at again",
    )
    restrict = button("Restrict the record")

    @classmethod
    def about(cls, child: Child) -> "RestrictForm":
        form: RestrictForm = cls(
            data={"reason": child.restricted_reason, "review_on": child.restricted_review_on}
        )
        return form


class ChangeRestrictionForm(RestrictForm):
    restrict = button("Save the restriction")


def restrict_form(child: Child) -> RestrictForm:
    """To restrict a record; or to change why, and until when, for one that is restricted."""
    return (ChangeRestrictionForm if child.restricted else RestrictForm).about(child)


class LiftForm(Form):
    reason = text_area(
        "Why is the restriction lifted?",
        hint="It is kept with the history of the record. Do not name anybody.",
        max_length=500,
        rows=3,
        missing="Enter why the restriction is lifted",
    )
    lift = button("Lift the restriction", warning=True)


def import_form(preview: Preview) -> Form:
    """The button; and a box to tick when the list looks like a wrong one."""
    is_right = checkboxes(
        "Is this the right list?",
        [("yes", "This is the right list")],
        missing="Tick “This is the right list”, or leave without importing",
    )
    asked = {"right": is_right} if preview.changes.shares_few else {}
    return uploads.import_form(len(preview.records), "child", "children", **asked)
