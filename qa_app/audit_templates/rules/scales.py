"""Which grades can be counted together, which sections a scale fits, and what becomes of the others."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.editing import detached, section_id, with_scale
from qa_app.audit_templates.rules.expanding import Known, is_described_by
from qa_app.audit_templates.rules.outline import whole_section
from qa_app.audit_templates.rules.template import Grade

Content = Mapping[str, Any]
Scale = Sequence[Content]


def is_one_line(scale: Sequence[Grade], other: Sequence[Grade]) -> bool:
    """Whether grades on both can stand in one figure over time, in whatever words.

    The grades, their order and which of them count as good are the same; otherwise the line breaks.
    """
    grades = [[(one.code, one.counts_as_good) for one in each] for each in (scale, other)]
    return grades[0] == grades[1]


def unfit_sections(content: Content, scale: Scale, known: Known) -> dict[str, str]:
    """Those that several templates share and that describe other grades: ids, each with its heading."""
    shared = [one for one in content["sections"] if "use" in one]
    whole = {section_id(one): whole_section(one, known) for one in shared}
    return {
        own: section["heading"]
        for own, section in whole.items()
        if not is_described_by(section, scale)
    }


def with_own_sections(content: Content, scale: Scale, known: Known) -> dict[str, Any]:
    """Under this scale, with the shared sections that it does not fit written out for the template alone."""
    edited = dict(content)
    for one in unfit_sections(content, scale, known):
        edited = detached(edited, one, known)
    return with_scale(edited, scale)


def words_of_grades(codes: Collection[str], known: Known) -> dict[str, str]:
    """Of grades that a scale no longer has: the usual ones by their words, others as near as can be."""
    usual = {one["grade"]: one["words"] for one in known.scale}
    return {code: usual.get(code) or code.replace("-", " ").capitalize() for code in codes}
