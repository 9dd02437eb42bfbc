"""The command `onething`: the list of its commands, each loaded when it is asked for.

`rules` needs neither database nor web and starts at once: a modeler's tool may call it for every expression.
"""

from __future__ import annotations

import click

from adapters import settings as settings_reader
from engine import Fault, Unavailable


class Commands(click.Group):
    """Loads what a command needs, and says what is wrong with a setting, the database or the input, and no more: a traceback is for our own mistakes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in order."""
        from web.platform_cli import commands

        return sorted([*commands, "rules"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command."""
        if cmd_name == "rules":
            from web.rules_cli import rules

            return rules
        from web.platform_cli import commands

        return commands.get(cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """As a group does."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, SystemExit):
            raise
        except _mistakes() as error:
            raise click.ClickException(str(error)) from error
        except Fault as error:
            from adapters.commands import fail

            fail(error)
        return None


def _mistakes() -> tuple[type[Exception], ...]:
    """What a person set up wrong; looked up only when something was raised."""
    from adapters.running import MISTAKES

    return (*MISTAKES, Unavailable)


@click.group(cls=Commands)
@click.version_option(settings_reader.version(), prog_name="onething")
def main() -> None:
    """监管一件事 · OneThing: joint-enforcement cases from the command line."""


if __name__ == "__main__":
    main()
