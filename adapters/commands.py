"""The commands of `onething` that need no web: web/cli.py adds `serve` and `demo` and gives the whole its name."""

from __future__ import annotations

import json
import logging
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

import click

from adapters import running, settings
from adapters.bootstrap import build
from adapters.bundle_check.check import rehearse
from adapters.bundle_check.report import WORDS, lines
from adapters.bundle_check.runner import Reload
from adapters.bundles import paths, read
from adapters.clock import SystemClock
from adapters.demo.registers import seed
from adapters.places import places
from adapters.profile import known
from adapters.registers_commands import generate_district, records
from adapters.simulators.credit import CreditFace
from adapters.simulators.dingtalk import DingtalkFace
from adapters.simulators.face import connecting, faces
from adapters.simulators.penalty import PenaltyFace
from adapters.simulators.server import Simulators
from engine import SYSTEM_ACTOR, Fault, Invalid, Refused, Right


def say(line: str) -> None:
    """One line of progress, on standard error so that answers can be piped."""
    click.echo(f"  {line}", err=True)


def fail(error: Fault) -> None:
    """Print what was refused and where, and leave with status 1."""
    click.echo(f"{error.code}: {error}", err=True)
    for finding in error.findings if isinstance(error, Refused) else ():
        place = ":".join(str(part) for part in (finding.place.file, finding.place.line, finding.place.element) if part is not None)
        click.echo(f"  {finding.severity} {place} {finding.code}: {finding.message}", err=True)
    fields = error.fields if isinstance(error, Invalid) else {}
    for field, codes in fields.items():
        click.echo(f"  {field}: {'; '.join(codes)}", err=True)
    sys.exit(1)


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    application = build(settings.read())
    application.engine.migrate()
    application.close()
    say("the database is up to date")


@click.command()
def worker() -> None:
    """Run the worker alone: timers, mails, adapters (PostgreSQL: any number, on any machine)."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with running.ready(settings.read(), say) as application, running.working(application):
        say("at work; stop with Ctrl-C")
        stop.wait()


@click.command()
@click.option("--port", default=8090, show_default=True)
@click.option("--secret", envvar="ONETHING_SIMULATORS_SECRET", required=True, help="whsec_..., the secret that every simulated system shares with us.")
@click.option("--accept-after", type=int, default=None, help="The province accepts every case, the credit site every application, after this many seconds.")
@click.option("--settings", "printed", is_flag=True, help="Print the settings that connect the platform to these simulators, and end.")
def simulators(port: int, secret: str, accept_after: int | None, printed: bool) -> None:
    """Serve the stand-ins of the departments' systems: all in one process, each under /<system>, orders under /control."""
    folder = settings.read().data_dir
    folder.mkdir(parents=True, exist_ok=True)
    after = None if accept_after is None else timedelta(seconds=accept_after)
    if printed:
        for line in connecting(f"http://127.0.0.1:{port}", secret):
            click.echo(line)
        return
    simulator = Simulators(secret, folder / "simulators.sqlite", SystemClock(), port=port, systems=(*faces(), PenaltyFace(after), CreditFace(after), DingtalkFace()))
    click.echo(simulator.url)
    try:
        simulator.serve()
    except KeyboardInterrupt:
        say("stopped")


@click.group()
def bundles() -> None:
    """Process bundles: publish, check."""


@bundles.command("publish")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
def publish(folder: Path | None) -> None:
    """Publish one folder as a new version, or every bundle that was never published."""
    with running.ready(settings.read(), say) as application:
        if folder is not None:
            try:
                made = application.engine.definitions.deploy(SYSTEM_ACTOR, folder.resolve().name, read(folder), source=str(folder))
            except Fault as error:
                fail(error)
            else:
                say(f"{folder.resolve().name}: {len(made.definitions)} definitions" + ("" if made.new else ", unchanged"))


@bundles.command("check")
@click.argument("names", metavar="[BUNDLE]...", nargs=-1)
@click.option("--database", default="", metavar="URL", help="A PostgreSQL server to rehearse on, as postgresql://role@host/database; the role needs CREATEDB. Default: SQLite.")
@click.option("--reload", "reload_every", is_flag=True, help="Forget every cache before each step of a case, as a restart would.")
@click.option("--case", "only", default="", metavar="ID", help="Play only this case; says nothing of coverage.")
@click.option("--quiet", is_flag=True, help="No line per case.")
@click.option("--language", type=click.Choice(list(WORDS)), default="en", help="Of the table and the headings. Default: en.")
def check(names: tuple[str, ...], database: str, reload_every: bool, only: str, quiet: bool, language: str) -> None:
    """Rehearse bundles on a database of their own: lint, cases, checks of tables, coverage of flows and rows; status 1 on any gap.

    BUNDLE is a folder of the bundles, by name, or the path of one elsewhere; without any, all are rehearsed. Every bundle is published first.
    """
    given = settings.read()
    folders = {path.name: path for path in paths(given)}
    wanted = []
    for name in names:
        if name not in folders:
            if not Path(name).is_dir():
                raise click.BadParameter(f"{name} is neither one of {', '.join(folders)} nor a folder", param_hint="BUNDLE")
            folders[Path(name).resolve().name] = Path(name).resolve()
        wanted.append(name if name in folders else Path(name).resolve().name)
    results = rehearse(
        folders, wanted or list(folders), (lambda line: None) if quiet else say, database_url=database, only=only,
        reload=Reload(everything=1) if reload_every else None, seed=seed, font_dir=given.font_dir,
        able={topic for place in places(known(given)) for topic in place.topics},
    )
    for line in lines(results, coverage=not only, language=language):
        click.echo(line)
    sys.exit(0 if all(result.clean for result in results) else 1)


@click.group()
def admin() -> None:
    """Accounts, from the command line: the first administrator."""


@admin.command("create")
@click.argument("name")
@click.option("--right", "rights", multiple=True, type=click.Choice([right.value for right in Right]), default=["system"], show_default=True)
@click.option("--email", default="")
@click.password_option()
def create(name: str, rights: tuple[str, ...], email: str, password: str) -> None:
    """Create an administrator; the password must be changed at the first sign-in."""
    with running.ready(settings.read(), say) as application:
        try:
            application.engine.people.create_account(SYSTEM_ACTOR, name, name, email, password, [], list(rights))
        except Fault as error:
            fail(error)
    say(f"{name} may sign in")


@click.command()
def health() -> None:
    """Print what /healthz says; status 1 when the database does not answer."""
    application = build(settings.read())
    seen = application.engine.jobs.health()
    application.close()
    at = seen.worker_seen_at
    click.echo(json.dumps({"database": seen.database, "worker": at.isoformat() if at else None, "version": application.settings.version}))
    sys.exit(0 if seen.database else 1)


@click.group()
def systems() -> None:
    """Systems of departments: what is known, what is connected, whether it is well."""


@systems.command("list")
def list_systems() -> None:
    """Every system that can be connected, with its settings; connected ones are asked how they are. Status 1 if one is not well."""
    application = build(settings.read())
    ill = False
    for item in places(known(application.settings)):
        state = "not connected" if item.name not in application.checks else application.checks[item.name]() or "well"
        ill = ill or state not in {"not connected", "well"}
        click.echo(f"{item.name}: {item.label['zh']} · {item.label['en']}: {state}")
        click.echo(f"  {item.about}\n  topics {', '.join(item.topics) or '–'}; interface {item.interface}")
        for name, needed, meaning in item.settings:
            click.echo(f"  {name}{'' if needed else ' (optional)'}: {meaning}")
    application.close()
    sys.exit(1 if ill else 0)


@systems.command("templates")
def print_templates() -> None:
    """Print the element templates of all topics, for the desktop modeler's folder `element-templates`."""
    application = build(settings.read())
    click.echo(json.dumps(application.element_templates(), ensure_ascii=False, indent=2))
    application.close()


commands: tuple[click.Command, ...] = (migrate, worker, simulators, systems, bundles, records, admin, health)
demo_commands: tuple[click.Command, ...] = (generate_district,)
