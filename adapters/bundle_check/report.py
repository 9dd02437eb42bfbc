"""A rehearsal as text: a table with a line per bundle, then every gap with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.bundle_check.check import Result

HEAD = ("bundle", "lint", "cases passed", "checks right", "flows walked", "rows hit", "")


def lines(results: Sequence[Result], *, coverage: bool = True) -> Iterator[str]:
    """The lines to print; `coverage` False leaves out what was not measured."""
    table = [HEAD, *(_cells(result, coverage) for result in results)]
    widths = [max(len(row[column]) for row in table) for column in range(len(HEAD))]
    yield from ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    for result in results:
        yield from _gaps(result)


def _cells(result: Result, coverage: bool) -> tuple[str, ...]:
    def part(whole: int, left: int) -> str:
        return f"{whole - left}/{whole}" if coverage else "-"

    return (
        result.key, str(len(result.findings)), f"{result.cases - len(result.failures)}/{result.cases}", f"{result.checks - len(result.wrong)}/{result.checks}",
        part(len(result.flows), len(result.flows_left)), part(len(result.rows), len(result.rows_left)), "ok" if result.clean else "GAPS",
    )


def _gaps(result: Result) -> Iterator[str]:
    parts = (
        ("lint", result.findings), ("cases that fail", result.failures), ("checks that fail", result.wrong),
        ("flows that no case walks", [f"{item.place}: {item.words}" for item in result.flows_left]),
        ("rows that nothing hits", [f"{item.place}: {item.words}" for item in result.rows_left]),
    )
    for title, found in parts:
        if found:
            yield ""
            yield f"{result.key}: {title} ({len(found)})"
            yield from (f"  {line}" for text in found for line in text.splitlines())
