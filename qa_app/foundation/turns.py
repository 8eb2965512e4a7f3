"""How threads of one process take turns, so that nobody’s page stands still behind other work."""

import gc
import sys

# Seconds for which other work goes on while a page waits for its turn. A page hands its turn over with every row that
# it reads: with the usual 5 ms it would wait as often as long.
A_MOMENT = 0.00002
# So many new things, and ten times ten as many for the last look, before we look for rubbish: usually it is 700.
MADE_BETWEEN = 5_000


def pages_first() -> None:
    """To be called once, when all that a serving process consists of has been loaded.

    That is never rubbish, and looking through it for rubbish takes a sixth of a second in which no page is drawn.
    """
    sys.setswitchinterval(A_MOMENT)
    gc.set_threshold(MADE_BETWEEN, 10, 10)
    gc.collect()
    gc.freeze()
