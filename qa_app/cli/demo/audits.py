"""Monthly rounds with their audits: earlier months read, this month half done."""

STEPS: tuple = ()
