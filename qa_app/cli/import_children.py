"""qa import children: the list of children, from Annex A, one CSV a list, or a case system's report."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from qa_app.children.models import CaseList
from qa_app.children.operations import imports as operations
from qa_app.children.operations import reading
from qa_app.children.operations.naming import why_not_mapping
from qa_app.children.queries.previews import Preview, preview_of
from qa_app.children.rules.names import by_person
from qa_app.cli.council import council_at, council_option
from qa_app.cli.importing import files, imports
from qa_app.cli.main import as_json, connect, tell
from qa_app.foundation.clock import long_date, now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.uploads.operations import contents_of

Mapping = dict[str, dict[str, str]]


@imports.command("children")
@files
@click.option(
    "--as-at",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day the list describes, like 2026-11-01.",
)
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON: for each kind of table, the heading of each column.",
)
@council_option
@click.option(
    "--right-list",
    is_flag=True,
    help="It is the right list, although few children of the last one are on it.",
)
@click.option("--dry-run", is_flag=True, help="Say what it would do, and change nothing.")
@as_json
def children(
    files: tuple[Path, ...],
    as_at: datetime,
    mapping_file: Path | None,
    council_path: str | None,
    right_list: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import the list of children, whole or not at all."""
    connect()
    council, at = council_at(council_path), now()
    chosen = read_mapping(mapping_file) if mapping_file else None
    contents = [(path.name, path.read_bytes()) for path in files]
    upload = reading.preview_list(contents, as_at.date(), council, None, at, chosen)
    preview = preview_of(upload, contents_of(upload, at))
    if preview.changes.shares_few and not (dry_run or right_list):
        raise DomainError(doubt_about(preview))
    if dry_run:
        answer, outcome = answer_of(preview), "Nothing was changed: this was a dry run."
        db.session.rollback()
    else:
        imported = operations.confirm_list(upload, None, at, is_right=right_list)
        db.session.commit()
        answer, outcome = answer_of(preview), outcome_of(imported, preview)
    tell(
        {**answer, "dry_run": dry_run, "changed": not dry_run and preview.same is None},
        [*sentences_of(preview), outcome],
        as_json=as_json,
    )


def read_mapping(path: Path) -> Mapping:
    """By kind of table (list-6 … list-9, report), the heading of each thing."""
    try:
        chosen = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise click.UsageError(f"{path} is not JSON.") from None
    if not isinstance(chosen, dict) or not all(isinstance(one, dict) for one in chosen.values()):
        raise click.UsageError(f'{path} must look like {{"report": {{"reference": "Person ID"}}}}.')
    faults = [fault for code, columns in chosen.items() for fault in why_not_mapping(code, columns)]
    if faults:
        raise DomainError(*faults)
    return chosen


def answer_of(preview: Preview) -> dict[str, Any]:
    tree = preview.tree
    return {
        "as_at": preview.as_at.isoformat(),
        **operations.counts_of(preview),
        "open_plans": preview.on_a_plan,
        "sheets": [
            {key: sheet[key] for key in ("code", "sheet", "header_row", "rows_read", "mapping")}
            for sheet in preview.contents["sheets"]
        ],
        "teams_not_in_the_tree": list(tree.teams.unsettled),
        "practitioners_not_in_the_tree": list(tree.people.unsettled),
        "problems": [
            {"what": problem.weight.value, "where": problem.where, "why": problem.sentence}
            for problem in preview.problems
        ],
    }


def sentences_of(preview: Preview) -> list[str]:
    counts, tree = preview.changes.counts(), preview.tree
    unknown = list(tree.teams.unsettled)
    people = [spellings[0] for spellings in by_person(tree.people.unsettled)]
    said = [
        f"{len(preview.records):,} children on {long_date(preview.as_at)}, "
        f"{preview.still_open:,} of them open, and {preview.care_leavers:,} care leavers.",
        f"{counts['new']:,} are new, {counts['closed']:,} closed, {counts['left']:,} no longer there, "
        f"{counts['moved_team']:,} moved team, {counts['moved_practitioner']:,} moved practitioner.",
    ]
    said += [f"{problem.where}: {problem.sentence}." for problem in preview.with_weight("REFUSED")]
    said += [f"{problem.where}: {problem.sentence}." for problem in preview.with_weight("EMPTIED")]
    if preview.changes.shares_few:
        said.append(f"{doubt_about(preview)}.")
    if preview.changes.leaves_many:
        said.append("Many children would leave the list. Check that every list is in the upload.")
    if unknown:
        said.append(f"Teams that are not in the tree: {'; '.join(unknown)}.")
    if people:
        said.append(f"Practitioners who are not in the tree: {'; '.join(people)}.")
    return said


def doubt_about(preview: Preview) -> str:
    return (
        f"{preview.changes.shared:,} of the {preview.changes.held:,} children of the last list are on "
        "this one. If it is the right list, add --right-list"
    )


def outcome_of(imported: CaseList, preview: Preview) -> str:
    if preview.same:
        return "This file was imported before. Nothing was changed."
    return (
        f"The list is in force, as {imported.public_id}. Undo it on the page “Lists of children”."
    )
