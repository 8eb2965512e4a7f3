import pytest

from qa_app.settings import Settings, SettingsError

KEY = "0123456789 abcdefghijklmnopqrstuv"


def problems(**environment: str) -> list[str]:
    named = {f"QA_{name.upper()}": value for name, value in environment.items()}
    return Settings.from_environment(named).problems()


def test_a_missing_or_weak_secret_keeps_the_service_from_starting():
    assert "QA_SECRET_KEY" in problems()[0]
    assert "QA_SECRET_KEY" in problems(secret_key="x" * 64)[0]
    with pytest.raises(SettingsError, match="QA_SECRET_KEY"):
        Settings().check()


def test_an_address_without_encryption_serves_this_machine_alone():
    assert problems(secret_key=KEY, base_url="http://127.0.0.1:5000") == []
    assert "https" in problems(secret_key=KEY, base_url="http://audit.council.example")[0]


def test_the_demo_serves_this_machine_alone():
    asked = problems(secret_key=KEY, base_url="https://audit.council.example", demo="1")
    assert "this machine alone" in asked[0]


def test_a_problem_never_says_the_secret():
    assert "hunter2" not in " ".join(problems(secret_key="hunter2"))
