from qa_app.trail.rules import FIRST, Link, digest_of, faults_in


def chain(*names: str) -> list[Link]:
    links, previous = [], FIRST
    for number, name in enumerate(names, start=1):
        said = {"name": name}
        links.append(Link(number, previous, said, digest_of(number, previous, said)))
        previous = links[-1].digest
    return links


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
