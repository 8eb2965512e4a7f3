"""What the invented council has chosen and settled, so that its banner is down."""

from datetime import timedelta

from qa_app.children.rules.settings import CHARACTERISTICS
from qa_app.cli.demo.world import World
from qa_app.organisation.operations import change_setting
from qa_app.organisation.rules.settings import HELP_CONTACT
from qa_app.retention.operations import record_readiness
from qa_app.retention.rules import Readiness

CHOSEN = {
    "safeguarding_day_phone": "01632 960 101",
    "safeguarding_night_phone": "01632 960 102",
    "designated_officer_name": "Noor Blake",
    "designated_officer_phone": "01632 960 103",
    "designated_officer_email": "designated.officer@northshire.example",
    "adult_safeguarding_phone": "01632 960 104",
    "adult_safeguarding_email": "adult.safeguarding@northshire.example",
    CHARACTERISTICS: "yes",
    HELP_CONTACT: "the quality assurance team on 01632 960 100 or at qa@northshire.example",
}


def choose_settings(world: World) -> None:
    for name, value in CHOSEN.items():
        change_setting(name, value, by=world.administrator, at=world.at)


def settle_before_a_real_child(world: World) -> None:
    settled = Readiness(world.today - timedelta(days=400), world.today - timedelta(days=380))
    record_readiness(settled, by=world.viewer(world.people["governance"]), at=world.at)


STEPS = (choose_settings, settle_before_a_real_child)
