from tests.organisation.conftest import count_queries
from tests.own_database import own_url

__all__ = ["own_url", "count_queries"]
