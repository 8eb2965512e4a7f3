"""What each version of a template grades by, without reading the whole of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, false, literal, or_, select

from qa_app.access.rules import Viewer
from qa_app.audit_templates.models import TemplateVersion
from qa_app.foundation.database import db
from qa_app.insight.rules.grades import Scale, scale_from


@dataclass(frozen=True)
class Version:
    code: str
    name: str
    scale: Scale


def list_versions(viewer: Viewer) -> dict[int, Version]:
    """Of the council, by number within; the newest of a template last."""
    rows = db.session.execute(
        select(
            TemplateVersion.id,
            TemplateVersion.code,
            TemplateVersion.name,
            TemplateVersion.content["scale"],
        )
        .where(TemplateVersion.council_id == viewer.council_id)
        .order_by(TemplateVersion.number, TemplateVersion.id)
    )
    return {number: Version(code, name, scale_from(scale)) for number, code, name, scale in rows}


def names_of_templates(versions: Mapping[int, Version]) -> dict[str, str]:
    """By code, the name of the newest."""
    return {one.code: one.name for one in versions.values()}


def is_good(
    grade: ColumnElement[Any], version: SQLColumnExpression[int], versions: Mapping[int, Version]
) -> ColumnElement[bool]:
    """Whether a grade is good or better on the scale of the version it was given with."""
    by_codes: dict[Sequence[str], list[int]] = {}
    for number, one in versions.items():
        by_codes.setdefault(one.scale.good, []).append(number)
    if len(by_codes) == 1:
        return grade.in_(next(iter(by_codes)))
    return or_(
        false(),
        *(and_(version.in_(numbers), grade.in_(codes)) for codes, numbers in by_codes.items()),
    )


def place_on_scale(
    grade: ColumnElement[Any], version: SQLColumnExpression[int], versions: Mapping[int, Version]
) -> ColumnElement[int]:
    """0 for the best grade of a version’s own scale; nothing for none."""
    by_scale: dict[Sequence[str], list[int]] = {}
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
