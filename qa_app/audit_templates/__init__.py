"""What we ask: audit templates, read from YAML and kept by version."""
