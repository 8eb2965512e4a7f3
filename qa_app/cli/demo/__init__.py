"""qa demo: an invented council, the same for the same seed, with an account for each role."""

from qa_app.cli.demo.command import demo

__all__ = ["demo"]
