"""Emails that wait to be sent, queued in the transaction that gives rise to them."""
