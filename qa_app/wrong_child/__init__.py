"""Audits that may be about another child: shut at once, and moved, destroyed or opened again by two people."""
