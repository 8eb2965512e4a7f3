"""What each version of a template grades by, without reading the whole of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.audit_templates.rules.words import Subject
from qa_app.foundation.database import db
from qa_app.insight.rules.grades import Scale, scale_from


@dataclass(frozen=True)
class Shape:
    """What never changes of a version: its scale, and what each section is about."""

    scale: Scale
    concepts: Mapping[str, str]

    @cached_property
    def doubled(self) -> frozenset[str]:
        """What more than one section is about."""
        times = Counter(self.concepts.values())
        return frozenset(one for one, number in times.items() if number > 1)


@dataclass(frozen=True)
class Version:
    code: str
    name: str
    shape: Shape

    @property
    def scale(self) -> Scale:
        return self.shape.scale


# By what the content digests to: the same for every council that published the same.
_SHAPES: dict[str, Shape] = {}
_SHAPES_AT_MOST = 2_000


def list_versions(viewer: Viewer) -> dict[int, Version]:
    return versions_in(viewer.council_id)


def versions_in(council_id: int) -> dict[int, Version]:
    """Of the council, by number within; the newest of a template last."""
    rows = db.session.execute(
        select(
            TemplateVersion.id, TemplateVersion.code, TemplateVersion.name, TemplateVersion.digest
        )
        .where(TemplateVersion.council_id == council_id)
        .order_by(TemplateVersion.number, TemplateVersion.id)
    ).all()
    in_council = TemplateVersion.council_id == council_id
    shapes = _shapes_of({digest for *_, digest in rows}, in_council)
    return {number: Version(code, name, shapes[digest]) for number, code, name, digest in rows}


def versions_by_digest() -> dict[str, Version]:
    """Of all councils, by what they digest to: whoever publishes the same grades by the same."""
    rows = db.session.execute(
        select(
            TemplateVersion.digest,
            func.min(TemplateVersion.code),
            func.min(TemplateVersion.name),
            func.min(TemplateVersion.id),
        )
        .where(TemplateVersion.subject != Subject.AUDIT)
        .group_by(TemplateVersion.digest)
    ).all()
    # Each council holds the same content: one of them says it for all.
    first = TemplateVersion.id.in_([id_ for *_, id_ in rows])
    shapes = _shapes_of({digest for digest, *_ in rows}, first)
    return {digest: Version(code, name, shapes[digest]) for digest, code, name, _ in rows}


def _shapes_of(digests: set[str], where: ColumnElement[bool]) -> Mapping[str, Shape]:
    """Content that was read before is not asked for again."""
    if len(_SHAPES) > _SHAPES_AT_MOST:
        _SHAPES.clear()
    if new := digests - _SHAPES.keys():
        wanted = select(
            TemplateVersion.digest,
            TemplateVersion.content["scale"],
            TemplateVersion.content["sections"],
        ).where(where, TemplateVersion.digest.in_(new))
        for digest, scale, sections in db.session.execute(wanted):
            concepts = {one["id"]: one["concept"] for one in sections}
            _SHAPES[digest] = Shape(scale_from(scale), concepts)
    return _SHAPES


def names_of_templates(versions: Mapping[int, Version]) -> dict[str, str]:
    """By code, the name of the newest."""
    return {one.code: one.name for one in versions.values()}


def is_good(
    grade: ColumnElement[Any], version: SQLColumnExpression[Any], versions: Mapping[Any, Version]
) -> ColumnElement[bool]:
    """Whether a grade is good or better on the scale of the version it was given with."""
    by_codes: dict[Sequence[str], list[Any]] = {}
    for number, one in versions.items():
        by_codes.setdefault(one.scale.good, []).append(number)
    if len(by_codes) == 1:
        return grade.in_(next(iter(by_codes)))
    return or_(
        false(),
        *(and_(version.in_(numbers), grade.in_(codes)) for codes, numbers in by_codes.items()),
    )


def is_doubled(
    version: SQLColumnExpression[Any],
    concept: SQLColumnExpression[str],
    versions: Mapping[Any, Version],
) -> ColumnElement[bool]:
    """Whether another section of the version is about the same."""
    by_doubled: dict[frozenset[str], list[Any]] = {}
    for number, one in versions.items():
        by_doubled.setdefault(one.shape.doubled, []).append(number)
    return or_(
        false(),
        *(
            and_(version.in_(numbers), concept.in_(sorted(concepts)))
            for concepts, numbers in by_doubled.items()
            if concepts
        ),
    )


def place_on_scale(
    grade: ColumnElement[Any], version: SQLColumnExpression[Any], versions: Mapping[Any, Version]
) -> ColumnElement[int]:
    """0 for the best grade of a version’s own scale; nothing for none."""
    by_scale: dict[Sequence[str], list[Any]] = {}
    for number, one in versions.items():
        by_scale.setdefault(one.scale.codes, []).append(number)
    places = [
        (and_(version.in_(numbers), grade == code), at)
        for codes, numbers in by_scale.items()
        for at, code in enumerate(codes)
    ]
    return case(*places) if places else literal(0)


def sections_of(code: str, viewer: Viewer) -> dict[str, str]:
    """The graded sections of a template’s newest version, by id; nothing of a code there is none of."""
    newest = (
        select(TemplateVersion.content["sections"])
        .where(TemplateVersion.council_id == viewer.council_id, TemplateVersion.code == code)
        .order_by(TemplateVersion.number.desc())
        .limit(1)
    )
    sections = (db.session.scalar(newest) if code else None) or []
    return {one["id"]: one["heading"] for one in sections if one.get("graded", True)}
