"""qa trail: check the record of who did what, and anchor it outside the database."""

from pathlib import Path

import click

from qa_app.cli.main import CALLED_WRONGLY, WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.engines import only_reading
from qa_app.organisation import queries as organisation
from qa_app.settings import Settings
from qa_app.trail import anchor_file, operations
from qa_app.trail.operations import INSTALLATION
from qa_app.trail.queries import chains
from qa_app.trail.rules.anchors import Anchors, key_from
from qa_app.trail.rules.chain import Verdict

NO_ANCHORS = (
    "No anchors are kept, so that a chain rewritten as a whole would not be found. "
    "Set QA_ANCHORS to a file on another machine, and run “qa trail anchor” by a timer."
)


@qa.group("trail")
def trail() -> None:
    """The record of who did what and who looked at what."""


@trail.command("verify")
@click.option("--council", help="Check one council alone, by its path.")
@as_json
def verify(council: str | None, as_json: bool) -> None:
    """Check every chain, against the anchors too, and say where one is broken."""
    settings = connect()
    # Read before the chains, so that no anchor is younger than what it is compared with.
    anchors = _read_anchors(settings)
    with only_reading():
        names = _names_of_chains(council, anchors)
        verdicts = {chain: chains.check_chain(chain, anchors) for chain in names}
    faults = list(anchors.faults) if anchors else []
    if anchors is not None and not anchors.written and not faults:
        faults.append(f"There is no anchor in {settings.anchors}. Next: “qa trail anchor”.")
    well = not faults and all(verdict.well for verdict in verdicts.values())
    sentences = [_sentence(names[chain], verdict) for chain, verdict in verdicts.items()]
    sentences += faults or ([NO_ANCHORS] if anchors is None else [])
    answer = {
        "well": well,
        "anchors": {"kept": anchors is not None, "faults": faults},
        "chains": [_as_json(names[chain], anchors, chain, one) for chain, one in verdicts.items()],
    }
    tell(answer, sentences, as_json=as_json)
    raise SystemExit(WELL if well else WRONG)


@trail.command("anchor")
@as_json
def anchor(as_json: bool) -> None:
    """Write down, outside the database, where each chain ends. For a timer."""
    settings = connect()
    if not settings.anchors:
        click.echo(NO_ANCHORS, err=True)
        raise SystemExit(CALLED_WRONGLY)
    with running("trail anchor") as run:
        path, keys = Path(settings.anchors), map(key_from, settings.secret_keys)
        written, faults = operations.anchor(path, *keys, at=now())
        db.session.commit()
        run.counts = {"written": written}
        if faults:
            run.fail("A chain could not be anchored; run “qa trail verify”")
    sentences = [f"{written} anchors written to {path}.", *faults]
    if faults:
        sentences.append("Next: “qa trail verify”.")
    tell({"well": not faults, "written": written, "faults": faults}, sentences, as_json=as_json)
    raise SystemExit(WRONG if faults else WELL)


def _read_anchors(settings: Settings) -> Anchors | None:
    if not settings.anchors:
        return None
    return anchor_file.read(Path(settings.anchors), *map(key_from, settings.secret_keys))


def _names_of_chains(council: str | None, anchors: Anchors | None) -> dict[int, str]:
    councils = {place.id: place.path.strip("/") for place in organisation.list_councils()}
    if council is not None:
        wanted = council.strip("/")
        found = {chain: path for chain, path in councils.items() if path == wanted}
        if not found:
            raise click.BadParameter(f"There is no council at {wanted}. Try “qa council list”.")
        return found
    councils[INSTALLATION] = "the installation"
    return {one: councils.get(one, f"chain {one}") for one in chains.list_chains(anchors)}


def _sentence(name: str, verdict: Verdict) -> str:
    if verdict.well:
        return f"{name}: {verdict.end.number} events, unbroken."
    return "\n  ".join([f"{name}: broken.", *verdict.faults])


def _as_json(name: str, anchors: Anchors | None, chain: int, verdict: Verdict) -> dict[str, object]:
    last = anchors.last_of(chain) if anchors else None
    return {
        "chain": name,
        "events": verdict.end.number,
        "anchored_to": last.end.number if last else None,
        "faults": verdict.faults,
    }
