import json
from datetime import timedelta

from click.testing import CliRunner
from sqlalchemy import select

from qa_app.cli import qa
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.uploads.models import UploadPreview
from tests.children.makers import preview_rows
from tests.conftest import KEY
from tests.makers import make_council


def test_previews_that_ran_out_are_forgotten_and_others_kept(database, database_url, monkeypatch):
    monkeypatch.setenv("QA_DATABASE_URL", database_url)
    monkeypatch.setenv("QA_SECRET_KEY", KEY)
    council = make_council()
    preview_rows(council, [["1", "CIN", "", "", ""]], at=now() - timedelta(minutes=61))
    kept = preview_rows(council, [["2", "CIN", "", "", ""]], at=now() - timedelta(minutes=59)).id
    db.session.commit()

    found = CliRunner().invoke(qa, ["uploads", "purge", "--json"])

    assert json.loads(found.stdout) == {"well": True, "previews": 1}
    assert db.session.scalars(select(UploadPreview.upload_id)).all() == [kept]
