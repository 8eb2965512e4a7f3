"""Save and hand in the records of a dip sample, each in a row of one page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from qa_app.access.rules import Viewer
from qa_app.audits.models import Audit
from qa_app.audits.operations.finishing import submit
from qa_app.audits.operations.holding import hold_open
from qa_app.audits.operations.saving import NEW, Overtaken, kept_beside, save_section
from qa_app.audits.queries.pictures import picture_of
from qa_app.audits.rules import Safe
from qa_app.audits.rules.sampling import merged
from qa_app.audits.rules.written import WrittenSection
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError


def save_row(
    audit: Audit,
    written: Mapping[str, WrittenSection],
    seen: int,
    by: Viewer,
    at: datetime,
    *,
    while_typing: bool = False,
) -> int:
    """The version that now holds it: of all its sections, because a row shows all of them."""
    hold_open(audit, by)
    db.session.expire(audit, ["readings"])
    picture, version = picture_of(audit), version_of_row(audit)
    changed = {
        section: said
        for section, said in written.items()
        if kept_beside(said, picture.of(section)) != picture.of(section)
    }
    if not changed:
        return version
    if version != seen:
        raise Overtaken(merged(picture), version)
    for section, _ in replace(picture, sections={**picture.sections, **changed}).shown.values():
        if section.id in changed:
            reading = audit.reading(section.id)
            before = reading.version if reading else NEW
            said = changed[section.id]
            save_section(audit, section, said, before, by, at, while_typing=while_typing)
    return version_of_row(audit)


def version_of_row(audit: Audit) -> int:
    """Whichever of its sections is saved, it grows."""
    return sum(reading.version for reading in audit.readings)


def submit_all(
    audits: Sequence[Audit], by: Viewer, at: datetime
) -> tuple[list[Audit], list[tuple[Audit, list[str]]]]:
    """Each that can be; of the others, why they cannot. What was said of a child's safety is said of each."""
    done, refused = [], []
    for audit in audits:
        try:
            submit(audit, audit.safe_at_first or Safe.YES, by, at)
        except DomainError as trouble:
            refused.append((audit, list(trouble.reasons)))
        else:
            done.append(audit)
    return done, refused
