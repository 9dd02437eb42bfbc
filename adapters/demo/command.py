"""`onething demo generate`: a made-up district in the database of the settings."""

from __future__ import annotations

import click

from adapters import settings
from adapters.demo.district import Size, generate


@click.command("generate")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed on the same day makes the same district.")
@click.option("--objects", type=click.IntRange(0, 300_000), default=Size().objects, show_default=True)
@click.option("--staff", type=click.IntRange(0, 20_000), default=Size().staff, show_default=True)
@click.option("--visits", type=click.IntRange(0, 500_000), default=Size().visits, show_default=True)
@click.option("--cases", type=click.IntRange(0, 5_000), default=Size().cases, show_default=True, help="Cases run through the engine; the rest is loaded in bulk and marked synthetic.")
def generate_district(seed: int, objects: int, staff: int, visits: int, cases: int) -> None:
    """Make a realistic district: units, staff, objects, two years of history."""
    generate(settings.read(), seed, Size(objects, staff, visits, cases), lambda line: click.echo(f"  {line}", err=True))
