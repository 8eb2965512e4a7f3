"""Which sections a scale of grades fits, and what becomes of those that it does not."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from qa_app.audit_templates.rules.editing import detached, section_id, with_scale
from qa_app.audit_templates.rules.expanding import Known, is_described_by
from qa_app.audit_templates.rules.outline import whole_section

Content = Mapping[str, Any]
Scale = Sequence[Content]


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
