"""Second opinions on audits, what is agreed, and who signs it off."""
