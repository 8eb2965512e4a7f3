"""Monthly rounds with their audits: earlier months read, this month half done."""

from qa_app.cli.demo.world import World

STEPS: tuple = ()
