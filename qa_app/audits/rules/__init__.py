"""When an audit may move on, what it must say first, and what to notice while it is typed."""

from qa_app.audits.rules.states import NEXT, Status, may_move, missing_before_submitting

__all__ = ["NEXT", "Status", "may_move", "missing_before_submitting"]
