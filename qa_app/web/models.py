from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from qa_app.foundation.database import Model


class FormReceipt(Model):
    """A form that was answered, so that the same form sent again gets the same answer."""

    __tablename__ = "form_receipt"

    key: Mapped[str] = mapped_column(unique=True)
    # No foreign key: people are above this layer, and a receipt outlives nobody by more than a day.
    person_id: Mapped[int | None]
    endpoint: Mapped[str]
    digest: Mapped[str]
    location: Mapped[str | None]
    at: Mapped[datetime] = mapped_column(index=True)


class OpenForm(Model):
    """A form that stands open in somebody's browser, and the last of its saves that was kept."""

    __tablename__ = "open_form"

    key: Mapped[str] = mapped_column(unique=True)
    # No foreign key, as above.
    person_id: Mapped[int | None]
    path: Mapped[str]
    number: Mapped[int]
    # That of the thing it saved to, which its next save builds on. None until something was saved.
    version: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(index=True)
