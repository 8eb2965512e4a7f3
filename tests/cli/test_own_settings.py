import stat

import pytest
from click.testing import CliRunner

from qa_app.cli import qa
from qa_app.cli.own_settings import own_key, settings_of_the_demo
from qa_app.foundation.errors import DomainError


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    file = tmp_path / "instance" / "secret-key"
    key = own_key(file)
    assert len(key) >= 32
    assert own_key(file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_demonstration_starts_without_any_setting(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QA_SECRET_KEY", raising=False)
    settings = settings_of_the_demo(port=5055)
    settings.check()
    assert settings.base_url == "http://127.0.0.1:5055"
    assert settings.demo


def test_the_demonstration_refuses_an_address_of_others(monkeypatch):
    monkeypatch.setenv("QA_BASE_URL", "https://audit.northshire.gov.uk")
    with pytest.raises(DomainError, match="for one machine alone"):
        settings_of_the_demo()


def test_without_the_demonstration_serving_says_which_settings_are_missing(monkeypatch):
    for name in ("QA_DEMO", "QA_SECRET_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QA_BASE_URL", "http://audit.northshire.gov.uk")
    done = CliRunner().invoke(qa, ["serve"])
    assert done.exit_code == 1
    assert "Set QA_SECRET_KEY" in done.output
    assert "Set QA_BASE_URL" in done.output
