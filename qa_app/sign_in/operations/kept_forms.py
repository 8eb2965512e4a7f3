"""Keep what somebody typed when their session was over, and give it back to them alone."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import delete

from qa_app.foundation.database import db
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.organisation.models import Person
from qa_app.sign_in.models import KeptForm, SignInSession
from qa_app.sign_in.rules.kept_forms import worth_keeping

Answers = list[tuple[str, str]]

# Pages lie above; whichever of them are shut say so here.
_shut: list[Callable[[str], bool]] = []


def keep_nothing_of(is_shut: Callable[[str], bool]) -> None:
    """Of a form that was sent to such an address nothing is kept."""
    if is_shut not in _shut:
        _shut.append(is_shut)


def keep_form(
    session: SignInSession, path: str, answers: Iterable[tuple[str, str]], at: datetime
) -> KeptForm | None:
    """Keep the answers of a form whose session is over; None when nothing was worth it, or may be kept."""
    answers = worth_keeping(answers)
    if not answers or any(is_shut(path) for is_shut in _shut):
        return None
    kept = KeptForm(
        council_id=session.council_id,
        person_id=session.person_id,
        path=path,
        sealed=seal.close(json.dumps(answers)),
        kept_at=at,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def answers_in(kept: KeptForm) -> Answers:
    """The answers in their order; nothing when the installation's key has changed."""
    try:
        return [(name, text) for name, text in json.loads(seal.open(kept.sealed))]
    except CannotBeOpened:
        return []


def forget_kept_form(public_id: str, person: Person) -> None:
    """It was saved after all. Somebody else's, or one that is gone, is left as it is."""
    db.session.execute(
        delete(KeptForm).where(KeptForm.public_id == public_id, KeptForm.person_id == person.id)
    )


def throw_away(kept: KeptForm) -> None:
    db.session.delete(kept)


def forget_forms_of(public_id: str) -> None:
    """Whatever anybody had typed on the pages of this thing."""
    db.session.execute(delete(KeptForm).where(KeptForm.path.contains(public_id, autoescape=True)))
