"""Two years of lists of children."""

from qa_app.cli.demo.lives import months
from qa_app.cli.demo.world import World


def import_lists(world: World) -> None:
    for _as_at, lives in months(world):
        world.records = lives


STEPS = (import_lists,)
