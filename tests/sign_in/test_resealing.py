import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from qa_app import create_app
from qa_app.foundation.sealing import CannotBeOpened, seal
from qa_app.outbox.models import Email
from qa_app.sign_in.models import IdentityProvider, KeptForm, OneTimeSecret
from qa_app.sign_in.operations.providers import Wanted, add_provider
from qa_app.sign_in.operations.resealing import reseal_everything, sealed_otherwise
from qa_app.trail.models import Event
from tests.conftest import KEY, settings_for_tests
from tests.makers import NOON, make_council
from tests.outbox.makers import make_email
from tests.sign_in.makers import SECRET, make_account

pytestmark = pytest.mark.usefixtures("database")
NEW_KEY = "another key for tests alone, 9876543210 zyxwvutsrq"


@pytest.fixture(autouse=True)
def keys(service):
    """The seal is the process's own: give it back as it was."""
    yield
    seal.use(KEY)


def sealed_things(database):
    """One of each kind, sealed with the key of before."""
    person = make_account()
    app = database.session.scalars(select(OneTimeSecret)).one()
    app.offered, app.offered_codes = seal.close("offered"), seal.close("ab12 cd34")
    kept = KeptForm(person_id=person.id, path="/", sealed=seal.close("typed"), kept_at=NOON)
    database.session.add(kept)
    issuer = "https://login.northshire.example"
    wanted = Wanted("qa", "quiet")
    provider = add_provider(make_council("Elsewhere"), issuer, wanted, by=None, at=NOON)
    make_email(text="quiet too")
    make_email().text = ""  # as one that was sent
    database.session.commit()
    return app, kept, provider


def opened(database):
    database.session.expire_all()
    columns = (
        OneTimeSecret.sealed,
        OneTimeSecret.offered,
        OneTimeSecret.offered_codes,
        KeptForm.sealed,
        IdentityProvider.client_secret,
        Email.sealed,
    )
    sealed = [select(column).where(column != "") for column in columns]
    return [seal.open(database.session.scalars(one).one()) for one in sealed]


def test_everything_that_is_sealed_moves_to_the_new_key(database):
    sealed_things(database)
    seal.use(NEW_KEY, KEY)
    assert sealed_otherwise() == 6

    found = reseal_everything(NOON)

    assert sum(one.moved for one in found.values()) == 6
    seal.use(NEW_KEY)
    assert opened(database) == [SECRET, "offered", "ab12 cd34", "typed", "quiet", "quiet too"]


def test_every_sealed_column_is_resealed(database):
    """A column whose text a new model seals must join SEALED."""
    sealed_things(database)
    seal.use(NEW_KEY, KEY)
    reseal_everything(NOON)
    database.session.expire_all()
    for table in (OneTimeSecret, KeptForm, IdentityProvider, Email):
        for row in database.session.scalars(select(table).order_by(table.id).limit(1)):
            texts = [value for value in vars(row).values() if str(value).startswith("gAAAA")]
            assert texts and all(seal.is_current(text) for text in texts)


def test_sealing_anew_twice_moves_nothing_the_second_time(database):
    sealed_things(database)
    seal.use(NEW_KEY, KEY)
    reseal_everything(NOON)
    database.session.commit()

    assert not any(one.moved for one in reseal_everything(NOON).values())
    database.session.commit()
    written = select(Event).where(Event.name == "sign-in:resealed")
    assert [one.facts for one in database.session.scalars(written)] == [{"moved": 6}]


def test_what_no_key_opens_is_counted_and_left_as_it_is(database):
    app, *_ = sealed_things(database)
    before = app.sealed
    seal.use(NEW_KEY)

    found = reseal_everything(NOON)

    assert sum(one.lost for one in found.values()) == 6
    assert app.sealed == before


def test_a_key_that_was_not_named_opens_nothing():
    sealed = seal.close("quiet")
    seal.use(NEW_KEY)

    with pytest.raises(CannotBeOpened):
        seal.open(sealed)


@pytest.mark.parametrize(("previous", "status"), [(KEY, 302), ("", 400)])
def test_a_form_that_stood_open_while_the_key_changed_is_taken(
    service, database_url, previous, status
):
    browser = service.test_client()
    opened = browser.get("/sign-in").text
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', opened)[1]
    changed = replace(
        settings_for_tests(database_url), secret_key=NEW_KEY, previous_secret_key=previous
    )
    after = create_app(changed).test_client()
    after.set_cookie("session", browser.get_cookie("session").value, domain="localhost")

    sent = after.post("/sign-in", data={"csrf_token": token, "email": "a@b.example"})

    assert sent.status_code == status, sent.text
