"""A workbook of audits that the council kept by hand until its people had learnt to use the service."""

import csv
import io
from datetime import date, timedelta
from random import Random

from qa_app.cli.demo.moments import at_work
from qa_app.cli.demo.world import World
from qa_app.foundation.clock import london_day
from qa_app.past_audits.operations.choosing import choose_grades
from qa_app.past_audits.operations.imports import confirm_import
from qa_app.past_audits.operations.reading import keep_preview, read_workbook
from qa_app.rounds.rules.months import months_back, months_on

SEED, MONTHS, AFTER_THE_BEGINNING = 42, 18, 5
EACH_MONTH = (6, 11)
NAME = "audits-kept-by-hand.csv"
HEADINGS = (
    "No.", "Audit month", "Date completed", "ID", "Initials", "Team", "Auditor", "Voice of the child",
    "Assessment", "Planning", "Management oversight", "Recording", "Auditor grade", "Moderated?",
    "Moderated grade", "Action(s)",
)  # fmt: skip
SECTIONS = 5
# As different people wrote them; one is asked about, and two are guessed.
WORDS = {
    "OUTSTANDING": ("Outstanding", "O/S", "1"),
    "GOOD": ("Good", "G", "good ", "2", "Goood"),
    "REQUIRES_IMPROVEMENT": ("RI", "Req Imp", "Requires improvement", "3", "Requries improvement"),
    "INADEQUATE": ("Inadequate", "IA", "4"),
}
LOW, HIGH = (0.02, 0.38, 0.46, 0.14), (0.06, 0.46, 0.38, 0.10)
ASKED, MEANT = "G/RI", {"g/ri": "REQUIRES_IMPROVEMENT"}
ACTIONS = ("Update the chronology", "Refresh the plan with the family", "")
GONE = ("Jude Quillfeather", "Zara Underhay", "Noel Kettlewell")


def bring_past_audits(world: World) -> None:
    """The QA lead, three weeks ago, after a look at what the words mean."""
    lead = world.viewer(world.people["qa lead"])
    chance = Random(SEED)  # noqa: S311 – nothing here is a secret
    at = at_work(chance, world.at - timedelta(days=21))
    found = read_workbook(NAME, workbook_of(world), world.council.id)
    upload = keep_preview(found, world.council.id, lead, at)
    choose_grades(MEANT, by=lead, at=at + timedelta(minutes=6))
    confirm_import(upload, lead, at + timedelta(minutes=9))


def workbook_of(world: World) -> bytes:
    """With a title, a line of totals and a row that stands twice, as such files have them."""
    chance = Random(SEED)  # noqa: S311 – nothing here is a secret
    last = months_on(london_day(world.began).replace(day=1), AFTER_THE_BEGINNING)
    rows: list[list[object]] = []
    for month in months_back(last, MONTHS)[::-1]:
        for _ in range(chance.randint(*EACH_MONTH)):
            rows.append([len(rows) + 1, *audit_of(world, month, chance, last)])
    rows.append(rows[-1])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([["Monthly case audits (invented)"], HEADINGS, *rows, ["Total", len(rows)]])
    return text.getvalue().encode()


def audit_of(world: World, month: date, chance: Random, last: date) -> list[object]:
    life = chance.choice(world.lists[0])
    since = (last.year - month.year) * 12 + last.month - month.month
    shares = [
        low + (high - low) * (1 - since / MONTHS) for low, high in zip(LOW, HIGH, strict=True)
    ]
    own, *sections = chance.choices(list(WORDS), shares, k=SECTIONS + 1)
    moderated = chance.random() < 0.4
    agreed = "REQUIRES_IMPROVEMENT" if own == "GOOD" and chance.random() < 0.3 else own
    done = month + timedelta(days=chance.randrange(4, 32))
    word = ASKED if chance.random() < 0.03 else chance.choice(WORDS[own])
    managers = [team.manager.name for team in world.teams if team.manager]
    auditor = chance.choice((*GONE, chance.choice(managers)))
    return [
        chance.choice((f"{month:%b %y}", f"{month:%B %Y}", f"01/{month:%m/%Y}")),
        chance.choice((f"{done:%d/%m/%Y}", f"{done:%d.%m.%y}")),
        life.reference,
        "TK",
        life.team.place.name,
        auditor,
        *(chance.choice(WORDS[one]) for one in sections),
        word,
        chance.choice(("Y", "Yes")) if moderated else chance.choice(("N", "")),
        chance.choice(WORDS[agreed]) if moderated else "",
        chance.choice(ACTIONS),
    ]


STEPS = (bring_past_audits,)
