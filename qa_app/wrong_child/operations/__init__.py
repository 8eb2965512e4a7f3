"""Shut an audit at once; propose what becomes of it; agree, or refuse with a reason."""

from qa_app.wrong_child.operations.deciding import agree, propose, refuse
from qa_app.wrong_child.operations.shutting import shut

__all__ = ["agree", "propose", "refuse", "shut"]
