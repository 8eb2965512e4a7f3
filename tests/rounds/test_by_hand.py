"""What anybody checks with the download of a draw alone."""

import csv
import io
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_app.children.operations import restricting
from qa_app.foundation.database import db
from qa_app.organisation.models import Person
from qa_app.rounds.models import Draw, DrawnRecord
from qa_app.rounds.operations.drawing import draw_round
from qa_app.rounds.rules.by_hand import Line, digest_of_lines, family_in
from qa_app.rounds.rules.plans import Source, Spread
from tests.makers import NOON, TODAY
from tests.rounds.councils import CHANCE, make_peopled_council, make_planned_round

GUIDE = Path(__file__).parents[2] / "docs/guides/rounds.md"
MONTH_IN_GUIDE = "draw-2026-12.csv"


@dataclass(frozen=True)
class Made:
    """A draw after a page was opened; `of_nobody` is the record without a practitioner."""

    id: int
    round_id: str
    seed: str
    digest: str
    of_nobody: str


@pytest.fixture
def council(database):
    council = make_peopled_council(teams=3, each=4)
    for number, row in enumerate(council.children):
        row.child.family_reference = f"F{number // 2}"
    council.children[5].is_open = False
    council.children[8].practitioner_id = None
    return council


@pytest.fixture
def draw(council):
    round_ = make_planned_round(council, number=2, spreads=(Spread.TEAM, Spread.STATUS))
    draw = draw_round(round_, CHANCE, council.lead, NOON)
    of_nobody = council.children[8].child.reference
    db.session.commit()
    return Made(draw.id, round_.public_id, draw.seed, draw.pool_digest, of_nobody)


@pytest.fixture
def file(open_as, council, draw):
    """The download of somebody who is cleared for restricted records."""
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    return lead.download(f"/rounds/{draw.round_id}/draw/download").data


def rows_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def command_in_guide(holding: str) -> str:
    commands = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    (found,) = [one for one in commands if holding in one]
    return found


def said_by(command: str, file: bytes, folder: Path) -> str:
    (folder / MONTH_IN_GUIDE).write_bytes(file)
    done = subprocess.run(
        ["bash", "-euc", command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert not done.stderr
    return done.stdout


def test_the_command_in_the_guide_makes_the_digest_on_the_page_again(file, draw, tmp_path):
    said = said_by(command_in_guide("tail -n +2"), file, tmp_path)
    assert said.split()[0] == draw.digest


def test_a_practitioner_whose_id_begins_like_a_formula_is_drawn_and_checked_by_hand_all_the_same(
    open_as, council, tmp_path
):
    """Of practitioners the reference is their own id."""
    for number, row in enumerate(council.children):
        row.practitioner.public_id = f"-{number:021}"
    round_ = make_planned_round(council, source=Source.PRACTITIONERS)
    made = draw_round(round_, CHANCE, council.lead, NOON)
    digest, seed, round_id = made.pool_digest, made.seed, round_.public_id
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    file = lead.download(f"/rounds/{round_id}/draw/download").data
    assert said_by(command_in_guide("tail -n +2"), file, tmp_path).split()[0] == digest
    command = command_in_guide("seed=").replace("2026-12-…", seed)
    first = said_by(command, file, tmp_path).split()[1]
    drawn = [one["Reference"] for one in rows_of(file) if one["Outcome"] == "Drawn"]
    assert f"'{first}" == drawn[0]


def test_another_family_makes_another_digest(file, draw, tmp_path):
    family = rows_of(file)[0]["Family"]
    changed = file.replace(family.encode(), b"0" * 16, 1)
    said = said_by(command_in_guide("tail -n +2"), changed, tmp_path)
    assert said.split()[0] != draw.digest


def test_the_order_of_the_guide_is_the_order_of_the_draw(file, draw, tmp_path):
    command = command_in_guide("seed=").replace("2026-12-…", draw.seed).replace("| head", "")
    order = [line.split()[1] for line in said_by(command, file, tmp_path).splitlines()]
    drawn = [one["Reference"] for one in rows_of(file) if one["Outcome"] == "Drawn"]
    assert len(order) == 11
    assert [one for one in order if one in drawn] == drawn


def test_no_family_and_no_practitioner_is_drawn_twice_as_anybody_can_count(file, tmp_path):
    rows = rows_of(file)
    assert said_by(command_in_guide("uniq -d"), file, tmp_path) == ""
    shared = Counter(one["Family"] for one in rows)
    assert set(shared.values()) == {2}
    twice = file.replace(b",Next in turn,", b",Drawn,").replace(b",Not in the draw,", b",Drawn,")
    assert said_by(command_in_guide("uniq -d"), twice, tmp_path) != ""


def test_a_family_is_never_named_and_a_practitioner_as_the_trail_and_the_page_name_them(file, draw):
    text = file.decode()
    assert not re.search(r"\bF\d\b", text)
    one = db.session.query(DrawnRecord).filter_by(draw_id=draw.id).order_by(DrawnRecord.id).first()
    row = next(row for row in rows_of(file) if row["Reference"] == one.reference)
    person = db.session.get_one(Person, one.practitioner_id)
    assert (row["Practitioner"], row["Name of the practitioner"]) == (
        f"people/{person.public_id}",
        person.name,
    )


def test_what_was_not_checked_stands_beside_each_record(file, draw):
    unknown = next(one for one in rows_of(file) if one["Reference"] == draw.of_nobody)
    assert unknown["Not checked"] == "Whose record it is"
    assert unknown["Practitioner"] == unknown["Name of the practitioner"] == ""


def test_the_uncleared_get_no_ties_by_which_a_restricted_record_would_show(open_as, council, draw):
    hidden = council.children[0].child
    restricting.restrict(hidden, "Staff", TODAY.replace(year=2027), by=council.lead, at=NOON)
    db.session.commit()
    officer = open_as(db.session.get_one(Person, council.officer.person_id))
    answer = officer.download(f"/rounds/{draw.round_id}/draw/download")
    rows = rows_of(answer.data)
    assert len(rows) == len(council.children) - 1
    assert not {"Family", "Practitioner", "Name of the practitioner"} & rows[0].keys()
    page = officer.get("rounds.draw", round_id=draw.round_id)
    assert "the digest cannot be made again from your file" in page.text


def test_a_draw_from_before_digests_were_taken_says_so(open_as, council, draw):
    db.session.get_one(Draw, draw.id).pool_digest = ""
    db.session.commit()
    lead = open_as(db.session.get_one(Person, council.lead.person_id))
    page = lead.get("rounds.draw", round_id=draw.round_id)
    assert "Not taken" in page.text and "came out alike" in page.text


def test_the_order_of_the_lines_changes_no_digest_and_a_record_that_may_be_drawn_does():
    one, other = Line("1", True, ("a", "b"), "f", "p"), Line("2", False)
    assert one.cells == ("1", "Yes", "a; b", "f", "people/p")
    assert digest_of_lines([one, other]) == digest_of_lines([other, one])
    assert digest_of_lines([one, other]) != digest_of_lines([one, Line("2", True)])


def test_a_family_has_another_word_in_another_draw_and_none_has_none():
    assert family_in("first", "F1") == family_in("first", "F1")
    assert family_in("first", "F1") != family_in("second", "F1")
    assert family_in("first", "") == ""
