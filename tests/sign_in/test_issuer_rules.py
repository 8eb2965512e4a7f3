import pytest

from qa_app.sign_in.rules.addresses import issuer_faults
from qa_app.sign_in.rules.issuers import Candidate, Refusal, decide, email_in

VOUCHED = {"email": "ada@northshire.example", "email_verified": True}


def test_a_verified_email_links_somebody_already_appointed():
    outcome = decide(VOUCHED, linked=None, same_email=Candidate(7, appointed=True))

    assert (outcome.person_id, outcome.link) == (7, True)


def test_once_linked_the_email_no_longer_matters():
    outcome = decide({}, linked=Candidate(7, appointed=True, subject="abc"), same_email=None)

    assert (outcome.person_id, outcome.link) == (7, False)


def test_the_link_wins_over_an_email_that_now_belongs_to_somebody_else():
    outcome = decide(
        VOUCHED,
        linked=Candidate(7, appointed=True, subject="abc"),
        same_email=Candidate(8, appointed=True),
    )

    assert outcome.person_id == 7


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "ada@northshire.example"},
        {"email": "ada@northshire.example", "email_verified": False},
        {"email": "ada@northshire.example", "email_verified": "no"},
        {"preferred_username": "ada@northshire.example", "email_verified": True},
        {"upn": "ada@northshire.example"},
        {},
    ],
)
def test_an_email_that_nobody_vouches_for_links_nobody(claims):
    outcome = decide(claims, linked=None, same_email=Candidate(7, appointed=True))

    assert outcome.refusal is Refusal.EMAIL_NOT_VERIFIED
    assert outcome.person_id is None


def test_entra_vouches_by_the_owner_of_the_domain():
    claims = {"email": "ada@northshire.example", "xms_edov": "1"}

    assert decide(claims, None, Candidate(7, appointed=True)).person_id == 7


def test_an_unknown_person_gets_no_access():
    assert decide(VOUCHED, None, None).refusal is Refusal.NOT_APPOINTED


def test_somebody_appointed_elsewhere_alone_gets_no_access():
    outcome = decide(VOUCHED, None, Candidate(7, appointed=False))

    assert outcome.refusal is Refusal.NOT_APPOINTED
    assert not outcome.link


def test_a_linked_person_whose_appointment_is_over_gets_no_access():
    outcome = decide({}, Candidate(7, appointed=False, subject="abc"), None)

    assert outcome.refusal is Refusal.NOT_APPOINTED


def test_a_second_account_of_the_same_issuer_cannot_take_a_person_over():
    outcome = decide(VOUCHED, None, Candidate(7, appointed=True, subject="abc"))

    assert outcome.refusal is Refusal.ALREADY_LINKED


def test_addresses_are_compared_in_small_letters():
    assert email_in({"email": " Ada@Northshire.example "}) == "ada@northshire.example"
    assert email_in({"email": ["ada@northshire.example"]}) is None


@pytest.mark.parametrize(
    "issuer",
    [
        "http://login.northshire.example",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.northshire.example?tenant=1",
        "login.northshire.example",
    ],
)
def test_an_issuer_that_is_not_one_councils_own_is_refused(issuer):
    assert issuer_faults(issuer)


def test_a_tenants_own_issuer_is_accepted():
    tenant = "https://login.microsoftonline.com/0b5e0f3c-6a1d-4a53-8f4e-2f1d3f6f5a10/v2.0"

    assert issuer_faults(tenant) == []
    assert issuer_faults("http://127.0.0.1:9000") == []


def test_an_issuer_on_this_machine_is_for_trying_out_alone():
    assert issuer_faults("http://127.0.0.1:9000") == []
    assert "outside this server" in issuer_faults("http://127.0.0.1:9000", on_loopback=False)[0]
    assert issuer_faults("https://issuer.example", on_loopback=False) == []
