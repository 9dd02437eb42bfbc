"""Commands that run the platform: `serve`, `demo`, and those of adapters that need no web. `cli.py` lists them."""

from __future__ import annotations

import logging
import signal
from contextlib import nullcontext
from dataclasses import replace
from types import FrameType

import click
import waitress

from adapters import running
from adapters import settings as settings_reader
from adapters.bootstrap import Application
from adapters.commands import commands as others
from adapters.commands import demo_commands, say
from adapters.demo.prepare import Prepared
from web import starting
from web.app import create_app
from web.tokens_cli import tokens

#: waitress buffers a body before the application sees it; what is over this never reaches our own 413 page.
BODY_FACTOR = 4


@click.command()
@click.option("--host", default=None, help="Address to listen on (ONETHING_HOST).")
@click.option("--port", type=int, default=None, help="Port (ONETHING_PORT).")
@click.option("--no-worker", is_flag=True, help="Web only; run `onething worker` elsewhere.")
def serve(host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the platform: web and worker in one process. Creates no accounts (see `onething admin create`)."""
    _logging()
    with running.ready(_settings(host, port), say) as application:
        _run(application, no_worker=no_worker)


@click.group(invoke_without_command=True)
@click.option("--host", default=None, help="Address to listen on (ONETHING_HOST).")
@click.option("--port", type=int, default=None, help="Port (ONETHING_PORT).")
@click.pass_context
def demo(context: click.Context, host: str | None, port: int | None) -> None:
    """The demo: a district's organisation and accounts, a stand-in for the provincial platform, everything in one process."""
    if context.invoked_subcommand is not None:
        return
    _logging()
    with running.demo(_settings(host, port), say) as (application, prepared):
        _run(application, prepared=prepared)


for command in demo_commands:
    demo.add_command(command)

commands: dict[str, click.Command] = {str(command.name): command for command in (serve, demo, *others, tokens)}


def _settings(host: str | None, port: int | None) -> settings_reader.Settings:
    given = settings_reader.read()
    wanted = replace(given, host=host or given.host, port=given.port if port is None else port)
    starting.look(wanted)
    return wanted


def _logging() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a bell that rings while the last is answered is no news


def _run(application: Application, *, no_worker: bool = False, prepared: Prepared | None = None) -> None:
    """Serves until SIGTERM or Ctrl-C; requests under way and the worker's present piece of work are finished first."""
    settings = application.settings
    server = waitress.create_server(
        create_app(application), host=settings.host, port=settings.port, threads=settings.threads, ident="OneThing",
        max_request_body_size=BODY_FACTOR * settings.max_upload_bytes, clear_untrusted_proxy_headers=True,
        channel_request_lookahead=1,  # a parked long poll must see that its client hung up
    )
    signal.signal(signal.SIGTERM, _interrupt)
    with nullcontext() if no_worker else running.working(application):
        for line in starting.announcement(application, f"http://{_shown(settings.host)}:{server.effective_port}", prepared):
            click.echo(line)
        server.run()
        server.close()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host

