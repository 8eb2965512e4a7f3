import pytest

from qa_app.trail.rules.anchors import Anchor, key_from, lines_for, read
from qa_app.trail.rules.chain import FIRST, End, Link, check, digest_of, faults_in

KEY = key_from("a secret for tests alone")


def chain(*names: str) -> list[Link]:
    links, previous = [], FIRST
    for number, name in enumerate(names, start=1):
        said = {"name": name}
        links.append(Link(number, previous, said, digest_of(number, previous, said)))
        previous = links[-1].digest
    return links


def anchored(*numbers: int) -> list[str]:
    ends = [Anchor("2026-11-20T12:00:00+00:00", 1, End(one, f"digest{one}")) for one in numbers]
    return lines_for(ends, "", KEY)


def test_an_unbroken_chain_has_no_faults():
    assert faults_in(chain("a", "b", "c")) == []


def test_a_changed_event_is_found():
    links = chain("a", "b", "c")
    links[1] = Link(2, links[1].previous, {"name": "x"}, links[1].digest)
    assert faults_in(links) == ["Event 2 was changed after it was written"]


def test_a_missing_event_is_found():
    first, _, third = chain("a", "b", "c")
    assert faults_in([first, third]) == ["Event 2 is missing: the next one is number 3"]


def test_an_event_rewritten_with_its_digest_breaks_the_next_link():
    links = chain("a", "b", "c")
    said = {"name": "x"}
    links[1] = Link(2, links[0].digest, said, digest_of(2, links[0].digest, said))
    assert faults_in(links) == ["Event 3 does not follow the event before it"]


def test_a_chain_rewritten_as_a_whole_is_found_by_a_digest_kept_elsewhere():
    written, rewritten = chain("a", "b", "c"), chain("a", "x", "c")
    assert check(rewritten).well
    verdict = check(rewritten, {3: written[2].digest})
    assert verdict.faults == ["Event 3 is not the one that was written then"]


def test_a_chain_cut_short_is_found_by_a_digest_kept_elsewhere():
    written = chain("a", "b", "c")
    verdict = check(written[:2], {3: written[2].digest})
    assert verdict.faults == ["The chain ends at event 2; event 3 is gone"]


def test_the_first_faults_are_enough():
    links = [Link(one.number, "x", one.said, "x") for one in chain(*"abcdefghijklmnopqrstuvwxyz")]
    assert len(faults_in(links)) == 20


def test_anchors_are_read_as_they_were_written():
    found = read(anchored(3, 9), KEY)
    assert not found.faults
    assert found.digests_of(1) == {3: "digest3", 9: "digest9"}
    assert found.last_of(1).end == End(9, "digest9")
    assert found.last_of(2) is None


@pytest.mark.parametrize(
    "tampered",
    [
        lambda lines: [lines[0].replace("digest3", "digest4"), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [lines[1], lines[0], lines[2]],
        lambda lines: [lines[0], lines[0], *lines[1:]],
        lambda lines: [*lines, "torn"],
        lambda lines: [*lines, "é é é é é"],
    ],
    ids=["changed", "first taken out", "reordered", "one twice", "torn", "not ours"],
)
def test_anchors_that_were_changed_are_found(tampered):
    assert read(tampered(anchored(3, 9, 12)), KEY).faults


def test_anchors_written_with_another_key_are_not_believed():
    found = read(anchored(3), key_from("another secret"))
    assert found.written == ()
    assert "Line 1 of the anchors was changed" in found.faults[0]


def test_while_keys_change_lines_of_either_key_are_believed():
    new = key_from("the key after it")
    lines = anchored(2)
    lines += lines_for(
        [Anchor("2026-11-03T12:00:00+00:00", 1, End(9, FIRST))], lines[-1][-64:], new
    )
    assert len(read(lines, new, KEY).written) == 2
    assert read(lines, new).faults
