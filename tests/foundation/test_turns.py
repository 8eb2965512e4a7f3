import gc
import sys

import pytest

from qa_app.foundation.turns import A_MOMENT, MADE_BETWEEN, pages_first


@pytest.fixture
def as_before():
    interval, thresholds = sys.getswitchinterval(), gc.get_threshold()
    yield
    sys.setswitchinterval(interval)
    gc.set_threshold(*thresholds)
    gc.unfreeze()


def test_a_serving_process_hands_its_turn_over_soon_and_leaves_what_it_consists_of_alone(as_before):
    pages_first()
    assert sys.getswitchinterval() == pytest.approx(A_MOMENT)
    assert gc.get_threshold()[0] == MADE_BETWEEN
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < gc.get_freeze_count() / 10
