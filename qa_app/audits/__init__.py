"""One auditor's reading of one record: graded section by section, then submitted."""
