"""The scale of grades of a template."""

from collections.abc import Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.history import code_from, new_id
from qa_app.audit_templates.rules.lines import matched
from qa_app.organisation.forms.versions import VersionedForm
from qa_app.web.fields import button, radios, select, text, text_area

MOST_GRADES = 5
SAME, ELSE = "same", "else"
OWN, LEFT = "own", "left"


def _words(place: int) -> Any:
    return text(f"Grade {place}", max_length=60, width="one-half", optional=place > 3)


def _descriptor(place: int) -> Any:
    return text_area(
        f"What grade {place} looks like where a section does not say",
        rows=3,
        max_length=1500,
        optional=True,
    )


class ScaleForm(VersionedForm):
    """Five places, the highest first; an empty one is no grade."""

    words_1, words_2, words_3, words_4, words_5 = (_words(one) for one in range(1, 6))
    looks_1, looks_2, looks_3, looks_4, looks_5 = (_descriptor(one) for one in range(1, 6))
    good = select(
        "Which grades count as good?",
        [(str(one), words) for one, words in enumerate(
            ("The first", "The first 2", "The first 3", "The first 4"), 1)],
        missing="Select which grades count as good",
    )  # fmt: skip
    same = radios(
        "Are these the same grades in other words?",
        [
            (SAME, "Yes. What sections say of them stays, and figures run on from before"),
            (
                ELSE,
                "No, they are other grades. What sections say of the old ones goes, and figures begin again",
            ),
        ],
        hint="Grades go, and others in their places have new words. If these are other grades, look again at what you say of each above.",
    )
    shared = radios(
        "What should happen to these sections?",
        [
            (OWN, "Write them into this template, so that they describe the new grades"),
            (LEFT, "Leave them as they are, and decide about each one later"),
        ],
    )
    save = button("Save scale")

    def __init__(self, scale: Sequence[Mapping[str, Any]], version: str, **kwargs: Any) -> None:
        self.scale = scale
        begin: dict[str, Any] = {}
        for place, grade in enumerate(scale, 1):
            begin[f"words_{place}"] = " ".join(grade["words"].split())
            begin[f"looks_{place}"] = grade.get("descriptor", "").strip()
        begin["good"] = str(sum(1 for grade in scale if grade["counts_as_good"]))
        super().__init__(version=version, **begin, **kwargs)

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"words_{at}"], self[f"looks_{at}"]) for at in range(1, MOST_GRADES + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        filled = [words.data for words, _ in self.rows if words.data]
        described = [words.name for words, looks in self.rows if looks.data and not words.data]
        if described:
            place = described[0].removeprefix("words_")
            said = f"Enter grade {place}, or empty what it looks like too"
            self.refuse(said, about=described[0])
        elif len(filled) < 3:
            empty = next(words for words, _ in self.rows if not words.data)
            self.refuse("Enter at least 3 grades", about=empty.name)
        elif len({one.lower() for one in filled}) < len(filled):
            self.refuse("Give each grade words of its own", about="words_1")
        elif self.good.data and int(self.good.data) >= len(filled):
            self.refuse("Leave at least one grade that does not count as good", about="good")
        else:
            return valid
        return False

    def is_decided(self, unfit: Mapping[str, str]) -> bool:
        """Whether it is said what nobody but its author knows: which grade is which, and what goes."""
        if self.is_unclear and not self.same.data:
            self.refuse("Say whether these are the same grades", about="same")
        if unfit and not self.shared.data:
            self.refuse("Say what should happen to the sections", about="shared")
        return not self.errors

    @property
    def is_unclear(self) -> bool:
        """Fewer grades, and some of those that stay have other words."""
        words = {one["grade"]: " ".join(one["words"].split()) for one in self.scale}
        stays = {
            one["grade"]: " ".join(one["words"].split()) for one in self._chosen(in_place=True)
        }
        is_renamed = any(stays[code] != words[code] for code in stays.keys() & words.keys())
        return is_renamed and bool(words.keys() - stays.keys())

    @property
    def undescribed(self) -> list[str]:
        """Grades of which nothing is said for all sections."""
        return [one["words"] for one in self.chosen if not one.get("descriptor")]

    @property
    def chosen(self) -> list[dict[str, Any]]:
        return self._chosen(in_place=self.same.data != ELSE)

    def _chosen(self, *, in_place: bool) -> list[dict[str, Any]]:
        """Each grade under the code it had; a new one gets a code of its own."""
        before = [(one["grade"], " ".join(one["words"].split())) for one in self.scale]
        by_code = {one["grade"]: one for one in self.scale}
        codes = matched([words.data or "" for words, _ in self.rows], before, in_place=in_place)
        taken: set[str] = set(by_code)
        scale: list[dict[str, Any]] = []
        for (words, looks), had in zip(self.rows, codes, strict=True):
            if words.data:
                code = had or new_id(code_from(words.data, "grade"), taken)
                taken.add(code)
                counts = len(scale) < int(self.good.data)
                known = by_code.get(code, {})
                scale.append(_graded(known, code, words.data, looks.data, counts))
        return scale


def _graded(
    before: Mapping[str, Any], code: str, words: str, looks: str, counts: bool
) -> dict[str, Any]:
    """What was written with other spaces around it is still the same."""
    grade: dict[str, Any] = {**before, "grade": code, "counts_as_good": counts}
    if " ".join(before.get("words", "").split()) != words:
        grade["words"] = words
    if before.get("descriptor", "").strip() != looks:
        grade["descriptor"] = looks
    return {name: value for name, value in grade.items() if value != ""}
