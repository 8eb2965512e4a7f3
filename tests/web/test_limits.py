import random
from io import BytesIO
from urllib.parse import quote_from_bytes

import pytest

from qa_app.web.limits import LARGEST_FORM, LARGEST_UPLOAD, MOST_FIELDS

FORM = "application/x-www-form-urlencoded"


def test_an_ordinary_form_is_no_larger_than_a_megabyte(client):
    answer = client.post("/notes", data="words=" + "x" * LARGEST_FORM, content_type=FORM)

    assert answer.status_code == 413
    assert "still in the form" in answer.text


def multipart(name: str, content: bytes, also: str = "") -> dict[str, object]:
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"{also}\r\n\r\n'
    body = head.encode() + content + b"\r\n--b--\r\n"
    return {"data": body, "content_type": "multipart/form-data; boundary=b"}


def test_an_upload_is_no_larger_than_its_limit(client):
    body = multipart("document", b"x" * LARGEST_UPLOAD, '; filename="list.csv"')
    assert client.post("/everything", **body).status_code == 413


def test_a_text_among_files_is_no_larger_than_an_ordinary_form(client):
    body = multipart("words", b"x" * (LARGEST_FORM + 1))
    assert client.post("/everything", **body).status_code == 413


@pytest.mark.parametrize("kind", [FORM, "multipart/form-data"])
def test_there_are_only_so_many_fields(client, keys, kind):
    many = {f"field{number}": "1" for number in range(MOST_FIELDS + 1)}
    assert client.post("/notes", data={**many, **keys}, content_type=kind).status_code == 413


@pytest.mark.parametrize(
    "body", [b"words=%ff%fe", b"words=\xff", b"words=a%00b", b"words=%ed%a0%80", b"a%00=b"]
)
def test_bytes_that_are_no_text_are_refused(client, body):
    answer = client.post("/notes", data=body, content_type=FORM)
    assert answer.status_code == 400


def test_what_is_sent_by_a_method_that_is_not_there_is_read_by_nobody(client):
    for body in (b"words=\xff", b"words=a%00b", b"words=" + b"x" * LARGEST_FORM):
        assert client.put("/record", data=body, content_type=FORM).status_code == 405


@pytest.mark.parametrize("address", ["/record?page=%00", "/record?page=%ff", "/no%00where", "/%ff"])
def test_an_address_that_is_no_text_is_refused(client, address):
    assert client.get(address).status_code in (400, 404)


def test_a_multipart_text_that_is_no_text_is_refused(client):
    assert client.post("/notes", **multipart("words", b"\xff\xfe")).status_code == 400


def test_a_file_whose_name_is_no_text_is_refused(client):
    body = multipart("document", b"x", '; filename="a\x00.csv"')
    assert client.post("/everything", **body).status_code == 400


@pytest.mark.parametrize("body", ["{", '"\\u0000"', '"\\ud800"', "[" * 100_000])
def test_json_that_is_no_text_is_refused(client, body):
    assert client.post("/notes", data=body, content_type="application/json").status_code == 400


@pytest.mark.slow
def test_no_junk_makes_the_service_fail(client, keys):
    chance = random.Random(20261121)
    kinds = (FORM, "multipart/form-data; boundary=b", "application/json", "text/plain", "")
    seeds = (
        b"words=a&csrf_token=",
        b'--b\r\nContent-Disposition: form-data; name="words"\r\n\r\n',
        b'{"a":',
    )
    for _ in range(2_000):
        body = chance.choice(seeds) + chance.randbytes(chance.randrange(200))
        address = "/notes?" + quote_from_bytes(chance.randbytes(chance.randrange(12)))
        answer = client.open(
            address,
            method=chance.choice(("GET", "POST", "PUT", "HEAD", "OPTIONS")),
            data=body,
            content_type=chance.choice(kinds),
        )
        assert answer.status_code < 500, (address, body)


def test_what_is_refused_is_read_to_its_end_so_that_a_proxy_hears_the_answer(client):
    sent = BytesIO(b"x" * (LARGEST_UPLOAD + 1))
    answer = client.post(
        "/everything",
        input_stream=sent,
        content_type="multipart/form-data; boundary=xx",
        headers={"Content-Length": str(LARGEST_UPLOAD + 1)},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert answer.status_code == 413
    assert sent.read() == b""
