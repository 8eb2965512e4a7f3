"""Agreed audits that the viewer signs off."""

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import defaultload

from qa_app.access.queries import within
from qa_app.access.rules import Permission, Viewer
from qa_app.audits.models import Audit
from qa_app.audits.queries import visible_to
from qa_app.audits.rules import Status
from qa_app.foundation.database import db
from qa_app.moderation.rules.signing_off import ROLES
from qa_app.organisation.models import Place
from qa_app.rounds.models import Allocation, Programme, Round
from qa_app.rounds.rules import State
from qa_app.rounds.rules.plans import signs_off

AT_ONCE = 100


def to_sign_off(viewer: Viewer) -> Select[Audit]:
    """Of programmes in which the viewer's role signs off, where they hold it; never their own."""
    programmes = db.session.scalars(
        select(Programme).where(Programme.council_id == viewer.council_id)
    )
    reach: list[ColumnElement[bool]] = [false()]
    for programme in programmes:
        role = ROLES.get(signs_off(programme.plan))
        paths = [post.path for post in viewer.posts if post.holds is role]
        reach += [(Round.programme_id == programme.id) & within(Place.path, path) for path in paths]
    return (
        visible_to(viewer, Permission.AUDIT_SIGN_OFF)
        .join(Round, Allocation.round_id == Round.id)
        .where(
            Audit.status == Status.AGREED,
            Allocation.state != State.WITHDRAWN,
            Audit.read_by_id != viewer.person_id,
            or_(*reach),
        )
    )


def list_to_sign_off(viewer: Viewer, limit: int) -> list[Audit]:
    """Agreed longest ago first."""
    programme = (
        defaultload(Audit.allocation).defaultload(Allocation.round).joinedload(Round.programme)
    )
    wanted = to_sign_off(viewer).order_by(Audit.agreed_at, Audit.id).limit(limit)
    return list(db.session.scalars(wanted.options(programme)))


def count_to_sign_off(viewer: Viewer) -> int:
    bare = to_sign_off(viewer).options().with_only_columns(Audit.id).order_by(None)
    return db.session.scalar(select(func.count()).select_from(bare.subquery())) or 0
