"""Every worked case of the folder, each kind by one adapter."""

import json

import pytest

from tests.foundation.statistics.adapters import ADAPTERS
from tests.foundation.statistics.worked_cases import (
    OWN,
    Case,
    Held,
    NotUnderstood,
    folder,
    read_cases,
)

CASES = read_cases(folder())


def held(case: Case) -> Held:
    """Ours against what is expected."""
    told, found = ADAPTERS[case.kind](case), Held()
    for name, expected, near in case.parts():
        if name in told:
            found.hold(told[name], expected, near, name)
        else:
            found.not_told.append(name)
    return found


def not_understood(cases: list[Case]) -> list[str]:
    """What no adapter knows, in words for the summary."""
    said = []
    for case in cases:
        if case.kind not in ADAPTERS:
            said.append(f"{case.name}: unknown kind")
            continue
        try:
            said += [f"{case.name}: {at}" for at in held(case).not_told]
        except NotUnderstood as why:
            said.append(f"{case.name}: {why}")
    return said


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_comes_out_as_expected(case):
    if case.kind not in ADAPTERS:
        pytest.skip(f"unknown kind of case: {case.kind}")
    try:
        found = held(case)
    except NotUnderstood as why:
        pytest.skip(f"{case.kind}: {why}")
    assert not found.wrong, "\n".join(found.wrong)


def test_there_are_cases():
    assert len(CASES) > 0, f"no *_cases.json in {folder()}"


def test_what_no_adapter_understands_is_named():
    if strange := not_understood(CASES):
        pytest.skip(f"{len(strange)} figures have no adapter: {'; '.join(strange)}")


def test_our_own_cases_are_understood_to_the_last_figure():
    assert not_understood(read_cases(OWN)) == []


def test_our_own_cases_have_every_kind():
    assert {case.kind for case in read_cases(OWN)} >= {"qic_p", "two_rater_table", "ptd_xmr"}


def test_an_unknown_kind_is_named_and_not_failed(tmp_path):
    case = {"id": "1", "kind": "tarot", "input": {}, "expected": 3}
    (tmp_path / "a_cases.json").write_text(json.dumps({"cases": [case]}))
    assert not_understood(read_cases(tmp_path)) == ["tarot:1: unknown kind"]


@pytest.mark.parametrize("expected", [4, 3.00001, "3", None, [3], {"a": 3}])
def test_a_wrong_figure_is_found(expected):
    found = Held()
    found.hold(3, expected, 1e-9, "expected")
    assert found.wrong or found.not_told
