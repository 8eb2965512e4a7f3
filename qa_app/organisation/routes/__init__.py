"""The pages of places, people, reviews and settings."""

from qa_app.organisation.routes.access_reviews import access_reviews
from qa_app.organisation.routes.people import people
from qa_app.organisation.routes.places import places
from qa_app.organisation.routes.settings import settings

__all__ = ["access_reviews", "people", "places", "settings"]
