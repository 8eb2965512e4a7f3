from tests.own_database import own_url  # noqa: F401 – a fixture
