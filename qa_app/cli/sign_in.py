"""qa sign-in: tidy up, and say which councils have a sign-in of their own."""

from dataclasses import asdict

import click
from sqlalchemy import select

from qa_app.cli.council import council_at
from qa_app.cli.main import WELL, WRONG, as_json, connect, qa, tell
from qa_app.cli.timed import running
from qa_app.foundation.clock import now
from qa_app.foundation.database import db
from qa_app.foundation.errors import DomainError
from qa_app.sign_in.models import IdentityProvider
from qa_app.sign_in.operations.providers import Wanted, add_provider, switch_off
from qa_app.sign_in.operations.purge import purge as remove_what_is_over
from qa_app.sign_in.operations.resealing import reseal_everything
from qa_app.sign_in.queries import list_providers
from qa_app.sign_in.rules.issuers import State

KEYS_MOVED = (
    "Next: move the file of anchors aside, run “qa trail anchor”, and a day from now take "
    "QA_PREVIOUS_SECRET_KEY away."
)
KEY_IS_MISSING = (
    "Set QA_PREVIOUS_SECRET_KEY to the key of before and run this again. If nobody has it, those "
    "people set up their second step again, and the council gives its client secret again."
)


@qa.group("sign-in")
def sign_in() -> None:
    """Sessions, and the councils' own sign-ins."""


@sign_in.command("purge")
@as_json
def purge(as_json: bool) -> None:
    """Remove old sessions, links, waits and kept text. Run it every night; twice does no harm."""
    connect()
    with running("sign-in purge") as run:
        removed = remove_what_is_over(now())
        db.session.commit()
        run.counts = removed
    said = ", ".join(f"{count} {what}" for what, count in removed.items())
    tell({"removed": removed}, [f"Removed {said}."], as_json=as_json)


@sign_in.command("reseal")
@as_json
def reseal(as_json: bool) -> None:
    """Seal everything with QA_SECRET_KEY that QA_PREVIOUS_SECRET_KEY sealed. Twice does no harm."""
    settings = connect()
    settings.check()
    resealed = reseal_everything(now())
    db.session.commit()
    told = [
        f"{kind}: {one.current} sealed with QA_SECRET_KEY, {one.moved} of them just now"
        + (f"; {one.lost} that no key opens" if one.lost else "")
        for kind, one in resealed.items()
    ]
    well = not any(one.lost for one in resealed.values())
    told.append(KEYS_MOVED if well else KEY_IS_MISSING)
    kinds = {kind: asdict(one) for kind, one in resealed.items()}
    tell({"well": well, "sealed": kinds}, told, as_json=as_json)
    raise SystemExit(WELL if well else WRONG)


@sign_in.command("add-provider")
@click.option(
    "--council", "path", required=True, help="The council, as “qa council list” names it."
)
@click.option("--issuer", required=True, help="The issuer's address, with your own tenant's id.")
@click.option("--client-id", required=True, help="What the issuer calls this service.")
@click.option(
    "--client-secret",
    envvar="QA_OPENID_CLIENT_SECRET",
    help="Read from QA_OPENID_CLIENT_SECRET, so that no list of processes shows it.",
)
@click.option("--name", default="", help="The words on the button; without it, the council's name.")
@click.option("--email-domain", default="", help="Whose addresses are offered the button.")
@as_json
def add(
    path: str,
    issuer: str,
    client_id: str,
    client_secret: str | None,
    name: str,
    email_domain: str,
    as_json: bool,
) -> None:
    """Let a council's own sign-in (OpenID Connect, for example Entra ID) name its people."""
    settings = connect()
    settings.check()
    provider = add_provider(
        council_at(path),
        issuer,
        Wanted(client_id, client_secret, name, email_domain),
        by=None,
        at=now(),
        on_loopback=not settings.secure,
    )
    db.session.commit()
    back = f"{settings.base_url}/sign-in/single-sign-on/{provider.public_id}/answer"
    said = ["Give the issuer this address to come back to:", back]
    tell({"id": provider.public_id, "redirect_uri": back}, said, as_json=as_json)


@sign_in.command("list-providers")
@click.option(
    "--council", "path", required=True, help="The council, as “qa council list” names it."
)
@as_json
def list_(path: str, as_json: bool) -> None:
    """Name a council's own sign-ins."""
    connect()
    there = [
        {"id": one.public_id, "issuer": one.issuer, "in_use": one.state is State.IN_USE}
        for one in list_providers(council_at(path).id)
    ]
    sentences = [
        f"{one['id']}: {one['issuer']}{'' if one['in_use'] else ' (not in use)'}" for one in there
    ]
    sentences = sentences or ["There is none. Next: “qa sign-in add-provider”."]
    tell({"providers": there}, sentences, as_json=as_json)


@sign_in.command("switch-off-provider")
@click.argument("provider_id")
@as_json
def switch_off_provider(provider_id: str, as_json: bool) -> None:
    """Stop a council's own sign-in. People who have a password still sign in with it."""
    connect()
    wanted = select(IdentityProvider).where(IdentityProvider.public_id == provider_id)
    provider = db.session.scalars(wanted).one_or_none()
    if provider is None:
        raise DomainError(f"There is no provider {provider_id}.")
    switch_off(provider, by=None, at=now())
    db.session.commit()
    tell({"id": provider_id}, [f"{provider.issuer} is switched off."], as_json=as_json)
