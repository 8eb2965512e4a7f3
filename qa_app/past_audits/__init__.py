"""Audits of past years, from the workbooks in which councils kept them by hand."""
