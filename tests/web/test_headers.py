import pytest

from qa_app.web.headers import ALWAYS, SecureHeaders
from qa_app.web.limits import LARGEST_FORM

ANSWERS = {
    200: ("GET", "/record", None),
    302: ("POST", "/notes", "words=kept"),
    400: ("POST", "/notes", "csrf_token=old"),
    403: ("GET", "/break/403", None),
    404: ("GET", "/nowhere", None),
    405: ("POST", "/record", "words=kept"),
    409: ("GET", "/break/refused", None),
    413: ("POST", "/notes", "words=" + "x" * LARGEST_FORM),
    429: ("GET", "/break/wait", None),
    500: ("GET", "/break/bug", None),
    503: ("GET", "/break/database", None),
}


def ask(client, keys, method, address, body):
    if body and "csrf_token" not in body:
        body += "".join(f"&{name}={value}" for name, value in keys.items())
    kind = "application/x-www-form-urlencoded"
    return client.open(address, method=method, data=body, content_type=kind if body else None)


@pytest.mark.parametrize("status", ANSWERS)
def test_every_answer_carries_every_header(client, keys, status):
    answer = ask(client, keys, *ANSWERS[status])

    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["app.css", "app.js", "colours/1d4f6e.css", "not-there.css"])
def test_files_carry_every_header(client, address):
    answer = client.get(f"/static/any/{address}")
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_the_policy_allows_nothing_inline_and_nobody_else():
    policy = dict(part.split(" ", 1) for part in ALWAYS["Content-Security-Policy"].split("; "))

    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}
    for closed in ("frame-ancestors", "base-uri", "object-src"):
        assert policy[closed] == "'none'"


@pytest.mark.parametrize(
    ("secure", "scheme", "strict"),
    [(True, "http", True), (False, "https", True), (False, "http", False)],
)
def test_only_https_is_made_to_last(secure, scheme, strict):
    said: dict[str, str] = {}

    def application(environ, start):
        start("200 OK", [])
        return []

    SecureHeaders(application, secure)(
        {"wsgi.url_scheme": scheme}, lambda status, headers: said.update(headers)
    )
    assert ("Strict-Transport-Security" in said) is strict


def test_the_cookie_of_the_session_is_kept_from_scripts_and_other_sites(client):
    cookie = client.get("/notes").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
