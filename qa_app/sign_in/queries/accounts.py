"""Who is signed in, by what, and from where. A person sees their own; an administrator that there are some."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from qa_app.foundation.clock import london_day
from qa_app.foundation.database import db
from qa_app.foundation.sealing import seal
from qa_app.organisation.models import Appointment, Person, Place
from qa_app.organisation.queries import councils_of, in_force, setting
from qa_app.sign_in.models import (
    KeptForm,
    OneTimeLink,
    OneTimeSecret,
    Passkey,
    Password,
    RecoveryCode,
    SignInSession,
)
from qa_app.sign_in.rules.kept_forms import KEPT_FOR
from qa_app.sign_in.rules.sessions import LONGEST, digest_of, idle_time

SERVICE_NAMES = ("Case-file audit", "audit", "children", "safeguarding", "social care", "council")


# Made once, because every request asks it.
SESSION = (
    select(SignInSession)
    .options(joinedload(SignInSession.person), joinedload(SignInSession.council))
    .where(SignInSession.digest == bindparam("digest"))
)


def find_session(secret: str) -> SignInSession | None:
    """The session that a cookie names, open or over, whole or waiting for its second factor."""
    return db.session.scalars(SESSION, {"digest": digest_of(secret)}).one_or_none()


def idle_of(council_id: int | None) -> timedelta:
    """How long a session of this council may idle."""
    return idle_time(setting(council_id, "idle_minutes") if council_id else None)


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalars(select(Person).where(Person.email == email)).one_or_none()


def may_sign_in(person: Person, at: datetime) -> bool:
    """Appointed today in a council that has neither disabled them nor seen them leave."""
    return bool(councils_of(person, london_day(at)))


def councils_now(person: Person, at: datetime) -> list[Place]:
    return councils_of(person, london_day(at))


def first_council(person: Person, at: datetime) -> int | None:
    """The council in whose trail an account's events stand: one that appoints them now, or did last."""
    wanted = (
        select(Appointment.council_id)
        .where(Appointment.person_id == person.id)
        .order_by(~in_force(london_day(at)), Appointment.starts_on.desc(), Appointment.id)
        .limit(1)
    )
    return db.session.scalar(wanted)


def password_of(person: Person | None) -> Password | None:
    if person is None:
        return None
    return db.session.scalars(select(Password).where(Password.person_id == person.id)).one_or_none()


def secret_of(person: Person) -> OneTimeSecret | None:
    wanted = select(OneTimeSecret).where(OneTimeSecret.person_id == person.id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def has_authenticator(person: Person) -> bool:
    secret = secret_of(person)
    return secret is not None and secret.sealed is not None


def has_second_factor(person: Person) -> bool:
    return has_authenticator(person) or bool(list_passkeys(person))


def offered_secret(person: Person) -> str | None:
    """The secret that the person's app is to share, while it is not yet proved."""
    kept = secret_of(person)
    return seal.open(kept.offered) if kept and kept.offered else None


def offered_codes(person: Person) -> list[str]:
    """Recovery codes that the person has not yet said they kept."""
    kept = secret_of(person)
    return seal.open(kept.offered_codes).split() if kept and kept.offered_codes else []


def count_recovery_codes(person: Person) -> int:
    left = select(func.count()).select_from(RecoveryCode)
    left = left.where(RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(left) or 0


def list_passkeys(person: Person) -> list[Passkey]:
    wanted = select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.id)
    return list(db.session.scalars(wanted))


def find_passkey(public_id: str, person: Person) -> Passkey:
    """One of the person's own; none for anybody else's."""
    return db.session.scalars(
        select(Passkey).where(Passkey.public_id == public_id, Passkey.person_id == person.id)
    ).one()


def open_sessions_of(person: Person, at: datetime) -> Select[SignInSession]:
    return select(SignInSession).where(
        SignInSession.person_id == person.id,
        SignInSession.factor.is_not(None),
        SignInSession.ended_at.is_(None),
        SignInSession.created_at > at - LONGEST,
    )


def list_sessions(person: Person, at: datetime) -> list[SignInSession]:
    """Where the person is signed in, the latest used first."""
    wanted = (
        open_sessions_of(person, at)
        .options(joinedload(SignInSession.council))
        .order_by(SignInSession.last_seen_at.desc(), SignInSession.id)
    )
    return [
        one for one in db.session.scalars(wanted) if at - one.last_seen_at < idle_of(one.council_id)
    ]


def list_sessions_at(person: Person, council_id: int, at: datetime) -> list[SignInSession]:
    """What an administrator may know: where the person is signed in to their own council."""
    return [one for one in list_sessions(person, at) if one.council_id == council_id]


def find_open_session(public_id: str, person: Person, at: datetime) -> SignInSession:
    wanted = open_sessions_of(person, at).where(SignInSession.public_id == public_id)
    return db.session.scalars(wanted).one()


def find_link(secret: str) -> OneTimeLink | None:
    wanted = (
        select(OneTimeLink)
        .options(joinedload(OneTimeLink.person))
        .where(OneTimeLink.digest == digest_of(secret))
    )
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def names_around(person: Person) -> Collection[str]:
    """Words that somebody who knows the person or the council would try first."""
    councils = select(Appointment.council_id).where(Appointment.person_id == person.id)
    places = db.session.scalars(select(Place.name).where(Place.council_id.in_(councils)))
    return {*SERVICE_NAMES, person.name, *person.email.split("@"), *places}


def list_kept_forms(person: Person, at: datetime) -> list[KeptForm]:
    """What was kept for this person and nobody else, the latest first."""
    wanted = (
        select(KeptForm)
        .where(KeptForm.person_id == person.id, KeptForm.kept_at > at - KEPT_FOR)
        .order_by(KeptForm.kept_at.desc(), KeptForm.id.desc())
    )
    return list(db.session.scalars(wanted))


def find_kept_form(public_id: str, person: Person, at: datetime) -> KeptForm:
    wanted = select(KeptForm).where(
        KeptForm.public_id == public_id,
        KeptForm.person_id == person.id,
        KeptForm.kept_at > at - KEPT_FOR,
    )
    return db.session.scalars(wanted).one()


@dataclass(frozen=True)
class Account:
    """How somebody signs in, as they see it themselves."""

    has_password: bool
    has_authenticator: bool
    passkeys: int
    recovery_codes: int
    open_sessions: int


def account_of(person: Person, at: datetime) -> Account:
    return Account(
        has_password=password_of(person) is not None,
        has_authenticator=has_authenticator(person),
        passkeys=len(list_passkeys(person)),
        recovery_codes=count_recovery_codes(person),
        open_sessions=len(list_sessions(person, at)),
    )
