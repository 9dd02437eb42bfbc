"""A rehearsal as text, in Chinese or English: a table with a line per bundle, then every gap with its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from adapters.bundle_check.check import Result

#: Words of the table and of the headings, by language. What lint and the cases say of a gap stays as it is: it names files and ids.
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "en": {
        "bundle": "bundle", "lint": "lint", "cases": "cases passed", "checks": "checks right", "flows": "flows walked", "rows": "rows hit",
        "ok": "ok", "gaps": "GAPS", "findings": "lint", "failures": "cases that fail", "wrong": "checks that fail",
        "flows_left": "flows that no case walks", "rows_left": "rows that nothing hits",
    },
    "zh": {
        "bundle": "流程包", "lint": "检查发现", "cases": "案例通过", "checks": "判定核对", "flows": "顺序流覆盖", "rows": "规则行覆盖",
        "ok": "通过", "gaps": "有缺口", "findings": "模型检查发现", "failures": "未通过的案例", "wrong": "不符的判定核对",
        "flows_left": "没有案例走过的顺序流", "rows_left": "没有命中的规则行",
    },
})


def lines(results: Sequence[Result], *, coverage: bool = True, language: str = "en") -> Iterator[str]:
    """The lines to print; `coverage` False leaves out what was not measured. Raises KeyError for a language without words."""
    words = WORDS[language]
    table = [(*(words[name] for name in ("bundle", "lint", "cases", "checks", "flows", "rows")), ""), *(_cells(result, coverage, words) for result in results)]
    widths = [max(_width(row[column]) for row in table) for column in range(len(table[0]))]
    yield from ("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    for result in results:
        yield from _gaps(result, words)


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _cells(result: Result, coverage: bool, words: Mapping[str, str]) -> tuple[str, ...]:
    def part(whole: int, left: int) -> str:
        return f"{whole - left}/{whole}" if coverage else "-"

    return (
        result.key, str(len(result.findings)), f"{result.cases - len(result.failures)}/{result.cases}", f"{result.checks - len(result.wrong)}/{result.checks}",
        part(len(result.flows), len(result.flows_left)), part(len(result.rows), len(result.rows_left)), words["ok" if result.clean else "gaps"],
    )


def _gaps(result: Result, words: Mapping[str, str]) -> Iterator[str]:
    parts = (
        ("findings", result.findings), ("failures", result.failures), ("wrong", result.wrong),
        ("flows_left", [f"{item.place}: {item.words}" for item in result.flows_left]),
        ("rows_left", [f"{item.place}: {item.words}" for item in result.rows_left]),
    )
    for title, found in parts:
        if found:
            yield ""
            yield f"{result.key}: {words[title]} ({len(found)})"
            yield from (f"  {line}" for text in found for line in text.splitlines())
