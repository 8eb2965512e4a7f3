import pytest

from qa_app.sign_in.rules.addresses import is_an_endpoint, issuer_faults, may_be_called, normal_form

NOT_OURS = [
    "https://127.1", "https://0x7f.1", "https://2130706433", "https://0177.0.0.1",
    "https://[::ffff:127.0.0.1]", "https://[::]", "https://[::1]", "https://[", "https://[zz]",
    "https://169.254.169.254", "https://10.0.0.1", "https://192.168.1.1", "https://℀.x",
    "https://localhost", "https://localhost.", "https://a.localhost", "https://127.0.0.1",
    "https://a.example:8443", "https://us@a.example", "https://a.example.", "https://a.example\n",
    "https://a.example/\r\nX: y", "https://a.example/\u202ecod", "https://a.example/%63ommon",
    "https://a.example/../common", "https://a.example//common", "https://a.example/\\b",
    "https://login.microsoftonline.com/COMMON/v2.0", "https://login.microsoftonline.com./x/v2.0",
    "https://LOGIN.microsoftonline.com/Organizations", "https://sts.windows.net/common",
    "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", "https://",
]  # fmt: skip


@pytest.mark.parametrize("issuer", NOT_OURS)
def test_what_is_no_name_of_one_councils_issuer_is_refused(issuer):
    assert issuer_faults(issuer, on_loopback=False)


@pytest.mark.parametrize(
    "issuer",
    ["https://a.example", "https://A.Example:443/x/", "https://northshire.okta.com/oauth2/aus1"],
)
def test_a_name_is_accepted(issuer):
    assert issuer_faults(issuer, on_loopback=False) == []


def test_one_address_has_one_normal_form():
    spelled = ["https://A.Example", "HTTPS://a.example:443", "https://a.example/", " https://a.example"]  # fmt: skip

    assert {normal_form(one) for one in spelled} == {"https://a.example"}
    assert normal_form("https://a.example/x:443") != normal_form("https://a.example/x")


@pytest.mark.parametrize(
    "address",
    [5, None, ["x"], "http://a.example", "javascript:alert(1)", "https://10.0.0.1/a", "/a", "https://a.example\\@b.example", "https://a.example/ b"],
)  # fmt: skip
def test_a_browser_is_led_to_names_by_https_alone(address):
    assert not is_an_endpoint(address, on_loopback=True)


def test_loopback_is_for_trying_out():
    assert is_an_endpoint("http://127.0.0.1:9/a?b=c", on_loopback=True)
    assert not is_an_endpoint("http://127.0.0.1:9/a", on_loopback=False)
    assert is_an_endpoint("https://a.example/a?b=c&d=%20", on_loopback=False)


@pytest.mark.parametrize(
    "place",
    ["10.1.2.3", "192.168.0.1", "169.254.169.254", "127.0.0.1", "::1", "fe80::1%eth0", "fd00::1", "0.0.0.0", "::ffff:10.0.0.1", "64:ff9b::a00:1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_no_name_leads_inward(place):
    assert not may_be_called(place, on_loopback=False)


def test_a_public_place_may_be_called():
    assert may_be_called("93.184.216.34", on_loopback=False)
    assert may_be_called("2606:2800:220:1::1", on_loopback=False)
    assert may_be_called("127.0.0.1", on_loopback=True)
