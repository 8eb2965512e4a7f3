"""Templates as YAML files, read without surprises and written so that they can be read again."""

from qa_app.audit_templates.yaml_file.reading import LARGEST, Place, Read, Refused, read
from qa_app.audit_templates.yaml_file.writing import why_too_large, write, write_closely

__all__ = ["LARGEST", "Place", "Read", "Refused", "read", "why_too_large", "write", "write_closely"]
