import pytest
from sqlalchemy import select

from qa_app.foundation.shutting import days_of_shut_ones
from qa_app.voices.models import FamilyVoice


def test_of_what_is_shut_days_and_keys_are_read_and_nothing_that_was_written():
    assert days_of_shut_ones(select(FamilyVoice.asked_on, FamilyVoice.audit_id)) is not None
    for more in (select(FamilyVoice), select(FamilyVoice.asked_on, FamilyVoice.saying)):
        with pytest.raises(ValueError, match="this query would read"):
            days_of_shut_ones(more)
