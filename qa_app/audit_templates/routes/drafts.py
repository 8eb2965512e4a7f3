"""Edit the next version of a template."""
