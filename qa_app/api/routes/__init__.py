"""Addresses for programs, and the pages on which their tokens are kept."""

from qa_app.api.routes import figures, own_tokens, tokens
from qa_app.api.routes.blueprint import api, api_tokens, own_api_tokens
from qa_app.api.routes.letting_in import let_in

__all__ = ["api", "api_tokens", "figures", "let_in", "own_api_tokens", "own_tokens", "tokens"]
