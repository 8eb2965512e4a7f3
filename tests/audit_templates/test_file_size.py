"""What the service writes it can read again, and what is wrong with a large file fits on a page."""

import json
import time
from io import BytesIO

from hypothesis import given
from sqlalchemy import func, select

from qa_app.audit_templates import yaml_file
from qa_app.audit_templates.models import TemplateDraft
from qa_app.foundation.database import db
from tests.audit_templates.editor import change, written
from tests.audit_templates.generated import templates
from tests.audit_templates.makers import a_question, a_section, a_template

OPTIONS = [{"option": f"o{at}", "words": f"W{at}"} for at in range(10)]


def large(questions: int, **changes):
    asked = [a_question(at, kind="pick-one", options=OPTIONS) for at in range(questions)]
    sections = [a_section(f"section-{at}", *asked[at : at + 50]) for at in range(0, questions, 50)]
    return a_template(*sections, **changes)


def uploaded(browser, data: bytes, expect: int = 302):
    sent = {"chosen": (BytesIO(data), "visits.yaml")}
    return browser.post("audit_templates.upload", sent, expect)


def test_a_close_file_comes_back_as_one_that_is_taken(lead):
    content = large(520)
    file = json.dumps(content).encode()
    laid_out = len(yaml_file.write(large(130)).encode()) * 4
    assert len(file) < yaml_file.LARGEST < laid_out
    uploaded(lead, file)
    where = {"draft_id": db.session.scalars(select(TemplateDraft.public_id)).one()}
    data = lead.download("audit_templates.download_draft", **where).data
    assert len(data) <= yaml_file.LARGEST
    assert yaml_file.read(data).content == content


TOO_LARGE = large(690)


def test_a_file_that_could_not_be_written_again_is_refused_when_it_is_uploaded(lead):
    file = yaml_file.write_closely(TOO_LARGE).replace(", ", ",").encode()
    assert yaml_file.read(file).content == TOO_LARGE
    answer = uploaded(lead, file, 409)
    assert "As a file the template would be 260 kB, and a file may be 256 kB" in answer.text
    assert db.session.scalar(select(func.count(TemplateDraft.id))) == 0


def test_a_draft_that_grows_too_large_is_refused_where_it_is_saved(lead, begin):
    where = begin(*large(680)["sections"])
    long = {"guidance": "Look. " * 200}
    answer = change(lead, "draft_section", long, 409, section_id="section-0", **where)
    assert "As a file the template would be" in answer.text
    assert "guidance" not in written()["sections"][0]


@given(content=templates())
def test_a_file_that_is_written_closely_says_the_same(content):
    data = yaml_file.write_closely(content).encode()
    assert yaml_file.read(data).content == content


def test_a_file_that_is_too_large_is_told_the_truth_about_its_size(lead):
    answer = uploaded(lead, b"#" * 400_000, 409)
    assert "The file is larger than 256 kB" in answer.text


def test_the_first_faults_of_a_hostile_file_are_shown_and_the_others_counted(lead):
    lines = [f"wrong{at}: {'x' * 20}" for at in range(7000)]
    began = time.perf_counter()
    answer = uploaded(lead, "\n".join(lines).encode(), 409)
    assert answer.text.count("<tr") == 51
    assert "There are 6,956 more." in answer.text
    assert len(answer.text) < 100_000
    assert time.perf_counter() - began < 5


def test_a_word_of_a_page_is_not_said_again_in_full(lead):
    text = yaml_file.write(a_template(subject="x" * 200_000))
    answer = uploaded(lead, text.encode(), 409)
    assert "cannot be the subject" not in answer.text
    assert len(answer.text) < 50_000
