"""The first page, pages about the service, and what is asked before a file is taken."""

from qa_app.home.routes.pages import home

__all__ = ["home"]
