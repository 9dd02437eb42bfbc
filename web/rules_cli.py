"""`onething rules try`: a decision or a FEEL expression with values given as JSON, without a database.

Prints JSON on standard output, exact to the digit. Status 0: evaluated (what became null by an error is listed under
"problems"); 1: refused, with the reason on standard error; 2: the command itself was wrong.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import click

from adapters.clock import SystemClock
from engine import Fault, Finding, Place, Refused, RuleEnvironment, in_chinese, try_decision, try_feel
from web.i18n import DEFAULT, LANGUAGES, catalogue


@click.group()
def rules() -> None:
    """规则 · Rules: try decisions and expressions."""


@rules.command("try")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--decision", default=None, help="决策的编号或名称 · id or name of the decision.")
@click.option("--feel", "expression", default=None, help="FEEL 表达式，代替文件 · a FEEL expression instead of files.")
@click.option("--input", "given", default="{}", help="JSON 对象；“-”从标准输入读 · a JSON object; \"-\" reads standard input.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT, envvar="ONETHING_LANGUAGE", show_default=True)
def try_rules(files: tuple[Path, ...], decision: str | None, expression: str | None, given: str, language: str) -> None:
    """试算决策或表达式 · Try FILES (DMN; the first holds the decision) or --feel EXPR with --input JSON."""
    if bool(files) == (expression is not None):
        raise click.UsageError(known("try.usage", language))
    text = sys.stdin.read() if given == "-" else given
    env = RuleEnvironment(now=SystemClock().now())
    try:
        if expression is not None:
            answer = try_feel(expression, text, env, language=language)
        else:
            answer = try_decision({file.name: file.read_bytes() for file in files}, decision, text, env, language=language)
    except Fault as fault:
        for line in told(fault, language):
            click.echo(line, err=True)
        sys.exit(1)
    click.echo(answer)


def told(fault: Fault, language: str) -> list[str]:
    """A fault as lines in a language: the code and its text, then each finding with its place."""
    findings = fault.findings if isinstance(fault, Refused) else ()
    return [f"{fault.code}: {_text(fault.code, fault.values, str(fault), language)}", *(f"  {_line(item, language)}" for item in findings)]


def _text(code: str, values: Mapping[str, str], english: str, language: str) -> str:
    said = {key: in_chinese(value) if language == "zh" and key in ("detail", "limit") else values.get(f"{key}.{language}", value) for key, value in values.items()}
    return known(f"fault.{code}", language, **said) or known(f"finding.{code}", language, **said) or english


def _line(item: Finding, language: str) -> str:
    return f"{known(f'severity.{item.severity}', language)} {_place(item.place, language)} {item.code}: {_text(item.code, item.values, item.message, language)}"


def _place(place: Place, language: str) -> str:
    parts = (("file", place.file), ("line", place.line), ("element", place.element), ("row", place.row))
    return (known("place.join", language)).join(known(f"place.{name}", language, value=str(value)) for name, value in parts if value not in (None, ""))


def known(key: str, language: str, /, **values: str) -> str:
    """The text of a key in a language, "" when there is none; a missing value leaves a gap."""
    return catalogue(language).get(key, "").format_map(defaultdict(str, values))
