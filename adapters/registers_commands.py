"""Filling the registers from the command line: `onething records import` for an installation, `onething demo generate` for a demonstration."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from adapters import settings
from adapters.bootstrap import build
from adapters.generating import Size, generate
from engine import REGISTERS, SYSTEM_ACTOR, Fault, Invalid

MOST = 200


@click.group()
def records() -> None:
    """Registers: streets, departments, matters, officers, objects, visits."""


@records.command("import")
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--leave-out", is_flag=True, help="Write the right rows of a file that has wrong ones.")
def import_sheet(register: str, file: Path, *, leave_out: bool) -> None:
    """Import a CSV or XLSX; status 1 and every mistake by row when something is wrong. Streets come before objects."""
    application = build(settings.read())
    try:
        application.engine.migrate()
        done = application.engine.records.import_file(SYSTEM_ACTOR, register, file.name, file.read_bytes(), leave_out=leave_out)
    except Fault as fault:
        click.echo(f"{fault.code}: {fault}", err=True)
        for place, codes in list(fault.fields.items())[:MOST] if isinstance(fault, Invalid) else ():
            click.echo(f"  {place}: {'; '.join(codes)}", err=True)
        sys.exit(1)
    finally:
        application.close()
    click.echo(f"  new {done.new}, changed {done.changed}, same {done.same}, rows left out {done.left_out}", err=True)


@click.command("generate")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed on the same day makes the same district.")
@click.option("--objects", type=click.IntRange(0, 300_000), default=Size().objects, show_default=True)
@click.option("--staff", type=click.IntRange(0, 20_000), default=Size().staff, show_default=True)
@click.option("--visits", type=click.IntRange(0, 500_000), default=Size().visits, show_default=True)
@click.option("--cases", type=click.IntRange(0, 5_000), default=Size().cases, show_default=True, help="Cases run through the engine; the rest is loaded in bulk and marked synthetic.")
def generate_district(seed: int, objects: int, staff: int, visits: int, cases: int) -> None:
    """Make a realistic district: units, staff, objects, two years of history."""
    generate(settings.read(), seed, Size(objects, staff, visits, cases), lambda line: click.echo(f"  {line}", err=True))
