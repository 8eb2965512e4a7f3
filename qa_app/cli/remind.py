"""qa remind: write to whoever has audits, actions, promises or second opinions to see to, and to those above them."""

from dataclasses import dataclass
from datetime import datetime

import click

from qa_app.actions.operations import reminding as actions
from qa_app.cli.council import council_at, council_option
from qa_app.cli.main import as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.follow_up.operations import record_reminders as record_texts
from qa_app.foundation.clock import clock_time, london_day, long_date, now
from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.moderation.operations import calibrations
from qa_app.moderation.operations import reminding as second_opinions
from qa_app.organisation.models import Place
from qa_app.organisation.queries.places import list_councils
from qa_app.outbox.operations import queue_each
from qa_app.outbox.rules import Reminders
from qa_app.rounds.operations.reminding import remind, upcoming
from qa_app.rounds.queries.chasing import people_of
from qa_app.supervision.operations.growing import destroy_notes_of_leavers
from qa_app.voices.operations import family_reminders as families
from qa_app.voices.operations.asking import forget_what_is_over
from qa_app.web.words import plural

NEXT = "Next: “qa mail send” sends them."
NO_COUNCIL = "There is no council yet. Next: “qa council add NAME”."
GIVE_ON = (
    "Nobody hears of open audits of {names}: they can no longer audit, and no line manager of theirs is "
    "here who may see them. Next: give the audits to somebody else, under “Who hands over work”."
)
NOBODY_SEES_TO = (
    "Nobody hears of the actions of {names}: they can no longer see to them, and no line manager of theirs is "
    "here who may see them. Next: give the actions to somebody else, under “Actions”."
)


@dataclass(frozen=True)
class Found:
    """What goes out in a council, now or at the next moment at which a run would write."""

    audits: Reminders
    actions: Reminders
    families: Reminders
    record_texts: Reminders
    second_opinions: Reminders
    at: datetime
    why_not_now: str = ""

    @property
    def unreached(self) -> list[str]:
        return [*self.audits.unreached, *self.actions.unreached]

    @property
    def others(self) -> tuple[Reminders, ...]:
        """All but those about audits, which say why there are none."""
        return (self.actions, self.families, self.record_texts, self.second_opinions)

    @property
    def emails(self) -> list[tuple[str, str, str]]:
        """To whom, the subject and the text of each."""
        return [
            (one.to, one.subject, one.text)
            for about in (self.audits, *self.others)
            for one in about.reminders
        ]


@qa.command("remind")
@council_option
@click.option("--dry-run", is_flag=True, help="Print what would be sent, and queue nothing.")
@as_json
def remind_(council_path: str | None, dry_run: bool, as_json: bool) -> None:
    """Queue the reminders that are due. For a timer, every hour; twice does no harm."""
    settings = connect()
    settings.check()
    councils = [council_at(council_path)] if council_path else list_councils()
    if dry_run:
        with only_reading():
            found = [(one, _upcoming(one, settings.base_url, now())) for one in councils]
        return _show(found, as_json=as_json)
    with running("remind") as run:
        run.counts = {"queued": 0, "unreached": 0}
        told = []
        for council in councils:
            queued, there = _remind(council, settings.base_url, now())
            run.counts["queued"] += queued
            run.counts["unreached"] += len(there.unreached)
            sentences = _sentences(f"{_counted(queued)} queued.", there)
            told += [f"{council.name}: {one}" for one in sentences]
    if run.counts["queued"]:
        told.append(NEXT)
    tell({"well": True, **run.counts}, told or [NO_COUNCIL], as_json=as_json)


def _upcoming(council: Place, address: str, at: datetime) -> Found:
    one = upcoming(council, address, at)
    about_actions = _about_actions(one.reminders, council, address, one.at)
    about_families = _about_families(one.reminders, council, address, one.at)
    about_texts = _about_record_texts(one.reminders, council, address, one.at)
    about_opinions = _about_second_opinions(one.reminders, council, address, one.at)
    about = (about_actions, about_families, about_texts, about_opinions)
    return Found(one.reminders, *about, one.at, one.why_not_now)


def _about_actions(audits: Reminders, council: Place, address: str, at: datetime) -> Reminders:
    """What keeps reminders of audits back keeps these back as well."""
    if audits.why_none:
        return Reminders()
    people, emails = people_of(council, actions.key_for(council), at)
    return actions.reminders_of(council, address, people, emails, at)


def _about_families(audits: Reminders, council: Place, address: str, at: datetime) -> Reminders:
    if audits.why_none:
        return Reminders()
    people, emails = people_of(council, families.key_for(council), at)
    return families.reminders_of(council, address, people, emails, at)


def _about_record_texts(audits: Reminders, council: Place, address: str, at: datetime) -> Reminders:
    if audits.why_none:
        return Reminders()
    people, emails = people_of(council, record_texts.key_for(council), at)
    return record_texts.reminders_of(council, address, people, emails, at)


def _about_second_opinions(
    audits: Reminders, council: Place, address: str, at: datetime
) -> Reminders:
    if audits.why_none:
        return Reminders()
    people, emails = people_of(council, second_opinions.key_for(council), at)
    return second_opinions.reminders_of(council, address, people, emails, at)


def _remind(council: Place, address: str, at: datetime) -> tuple[int, Found]:
    """Each council's are kept before the next is begun."""
    queued, audits = remind(council, address, at)
    about_actions = _about_actions(audits, council, address, at)
    about_families = _about_families(audits, council, address, at)
    about_texts = _about_record_texts(audits, council, address, at)
    about_opinions = _about_second_opinions(audits, council, address, at)
    found = Found(audits, about_actions, about_families, about_texts, about_opinions, at)
    queued += sum(queue_each(one, council.id, at) for one in found.others)
    if not audits.why_none:
        queued += calibrations.remind_due(council, at, address=address)
    # What was needed to ask a family is kept no longer than that, whether reminders go out or not.
    forget_what_is_over(council.id, at)
    destroy_notes_of_leavers(council.id, at)
    db.session.commit()
    return queued, found


def _sentences(first: str, found: Found) -> list[str]:
    if found.audits.why_none:
        return [found.audits.why_none]
    said = [first]
    if found.audits.unreached:
        said.append(GIVE_ON.format(names=", ".join(found.audits.unreached)))
    if found.actions.unreached:
        said.append(NOBODY_SEES_TO.format(names=", ".join(found.actions.unreached)))
    return said


def _counted(number: int) -> str:
    return plural(number, "reminder")


def _foretold(found: Found) -> list[str]:
    """As things stand now; what is done until then is not reminded of."""
    first = f"{_counted(len(found.emails))} would be queued"
    if found.why_not_now and not found.audits.why_none:
        when = f"{clock_time(found.at)} on {found.at:%A} {long_date(london_day(found.at))}"
        return [found.why_not_now, *_sentences(f"{first} at {when}.", found)]
    return _sentences(f"{first}.", found)


def _show(found: list[tuple[Place, Found]], *, as_json: bool) -> None:
    """What the next run that writes would queue, word for word; no email holds anything about a child."""
    answer = {
        council.path.strip("/"): {
            "why_none": one.why_not_now,
            "at": one.at,
            "unreached": one.unreached,
            "reminders": [
                {"to": to, "subject": subject, "text": text} for to, subject, text in one.emails
            ],
        }
        for council, one in found
    }
    said = []
    for council, one in found:
        said += [f"{council.name}: {sentence}" for sentence in _foretold(one)]
        said += [f"\nTo {to}\n{subject}\n\n{text}" for to, subject, text in one.emails]
    tell({"well": True, "councils": answer}, said or [NO_COUNCIL], as_json=as_json)
