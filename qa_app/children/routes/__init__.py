"""The pages of children's records and of the lists they come with."""

from qa_app.children.routes import imports, names, records, register, restrictions
from qa_app.children.routes.blueprint import children

__all__ = ["children", "imports", "names", "records", "register", "restrictions"]
