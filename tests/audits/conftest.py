from tests.own_database import own_url

__all__ = ["own_url"]
