"""Two tokens by which other programs read figures: one of counts, one that information governance has lent more."""

from datetime import timedelta

from qa_app.api.operations.tokens import Wanted, lend, make_token
from qa_app.api.rules.tokens import Reads
from qa_app.cli.demo.world import World

DASHBOARD, STUDY = "Power BI report of the performance team", "Study of how children are heard"
ADDRESS = "https://audit.northshire.example/my-account/api-tokens"
DAYS_AGO, LASTS, LENT_FOR = timedelta(days=20), timedelta(days=300), timedelta(days=60)


def make_tokens(world: World) -> None:
    """Their owners have no secret made yet: nobody of the demonstration is shown one."""
    at, by = world.at - DAYS_AGO, world.administrator
    owner, ends_on = world.people["qa lead"].person, world.today + LASTS
    for purpose in (DASHBOARD, STUDY):
        wanted = Wanted(purpose, world.council, owner, ends_on)
        token = make_token(wanted, by=by, at=at, address=ADDRESS)
    governance = world.viewer(world.people["governance"])
    until, why = world.today + LENT_FOR, "Agreed with the principal social worker"
    lend(token, Reads.IN_FULL, until, why, by=governance, at=at + timedelta(hours=2))


STEPS = (make_tokens,)
