import json

from click.testing import CliRunner

from qa_app.access.rules import GRANTS, Permission, Role
from qa_app.cli import qa


def test_the_matrix_has_a_line_for_each_permission_and_a_column_for_each_role():
    said = CliRunner().invoke(qa, ["matrix"]).output.splitlines()
    assert said[0].split()[-1] == str(len(GRANTS))
    row = next(line for line in said if line.startswith(Permission.PLACE_WRITE.value))
    marks = row.removeprefix(Permission.PLACE_WRITE.value).split()
    assert marks.count("place") == 1
    assert marks[list(GRANTS).index(Role.ADMINISTRATOR)] == "place"


def test_programs_read_the_same_matrix():
    answer = json.loads(CliRunner().invoke(qa, ["matrix", "--json"]).output)
    assert answer["roles"]["External auditor"]["Read audits"] == "What is allocated to them"
    assert set(answer["roles"]) == {holds.value for holds in GRANTS}
