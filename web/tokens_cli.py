"""`onething tokens`: bearer tokens from the command line, for machines and scripts. The secret goes to standard output, once."""

from __future__ import annotations

from datetime import timedelta

import click

from adapters import running
from adapters import settings as settings_reader
from adapters.commands import fail, say
from engine import SYSTEM_ACTOR, Fault
from web.rest import resources
from web.rest.scopes import scopes


@click.group()
def tokens() -> None:
    """令牌 · Bearer tokens of /engine-rest and /api/v1: create, list, revoke."""


@tokens.command("create")
@click.argument("account")
@click.argument("purpose")
@click.option("--scope", "limits", multiple=True, help="资源，可重复；不写则不限 · a resource (first part of a path; v1.… for /api/v1); repeatable.")
@click.option("--days", type=click.IntRange(1, 365), default=90, show_default=True, help="有效天数 · how long it lives.")
def create(account: str, purpose: str, limits: tuple[str, ...], days: int) -> None:
    """为系统对接账号 ACCOUNT 建立令牌 · Make a token for a machine; prints the secret alone."""
    resources.load()
    unknown = sorted(set(limits) - set(scopes()))
    if unknown:
        raise click.BadParameter(f"{', '.join(unknown)}; one of {', '.join(scopes())} is expected", param_hint="--scope")
    with running.ready(settings_reader.read(), say) as application:
        expires_at = application.clock.now() + timedelta(days=days)
        try:
            identity, secret = application.engine.rest.access.create_token(SYSTEM_ACTOR, account, purpose, limits, expires_at)
        except Fault as fault:
            fail(fault)
        else:
            say(f"{identity}  {account}  {expires_at.isoformat(timespec='minutes')}")
            click.echo(secret)


@tokens.command("list")
@click.argument("account", required=False)
def list_all(account: str | None) -> None:
    """列出令牌，不含密文 · List the tokens of all accounts or one: id, account, state, end, scopes, purpose, by tabs."""
    with running.ready(settings_reader.read(), say) as application:
        now = application.clock.now()
        access = application.engine.rest.access
        for item in access.all_tokens(SYSTEM_ACTOR) if account is None else access.tokens(SYSTEM_ACTOR, account):
            state = "revoked" if item.revoked_at else "over" if item.expires_at <= now else "valid"
            click.echo("\t".join((item.id, item.account, state, item.expires_at.isoformat(timespec="minutes"), ",".join(item.scopes) or "*", item.name)))


@tokens.command("revoke")
@click.argument("identity")
def revoke(identity: str) -> None:
    """作废令牌 · End a token at once, by its id of `list`."""
    with running.ready(settings_reader.read(), say) as application:
        try:
            application.engine.rest.access.revoke_token(SYSTEM_ACTOR, identity)
        except Fault as fault:
            fail(fault)
    say("revoked")
