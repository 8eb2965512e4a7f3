"""Who asks is believed of the proxies that were named, and of nobody else."""

from dataclasses import replace

import pytest
from flask import Flask, request

from qa_app import create_app
from tests.conftest import settings_for_tests

SAID = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Host": "elsewhere.example"}


def asked_of(app: Flask) -> tuple[str | None, str]:
    seen = []
    app.before_request_funcs.setdefault(None, []).insert(
        0, lambda: seen.append((request.remote_addr, request.host))
    )
    app.test_client().get("/help", headers=SAID)
    return seen[0]


@pytest.mark.parametrize(("proxies", "address"), [(0, "127.0.0.1"), (1, "203.0.113.7")])
def test_the_address_of_who_asks(service, database_url, proxies, address):
    settings = replace(settings_for_tests(database_url), proxies=proxies)
    assert asked_of(create_app(settings)) == (address, "localhost")
