from qa_app.backup.rules import differences, file_name, too_many
from tests.makers import NOON


def test_backups_sorted_by_name_are_sorted_by_age():
    assert file_name(NOON) == "qa-20261120T120000Z.qabackup"


def test_only_our_own_oldest_backups_go():
    names = [
        "qa-2.qabackup",
        "qa-1.qabackup",
        "qa-3.qabackup",
        "photo.jpg",
        "qa-0.qabackup.partial",
    ]
    assert too_many(names, 2) == ["qa-1.qabackup"]
    assert too_many(names, 5) == []


def test_a_table_that_lost_rows_is_named():
    assert differences({"child": 3, "place": 2}, {"child": 2, "place": 2}) == [
        "child: 3 rows in the backup, 2 restored"
    ]
