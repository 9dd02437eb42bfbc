"""The table of conformance cases in `engine/README.md` is the one the tests make."""

from __future__ import annotations

from tests.engine.conformance_table import PAGE, page


def test_the_table_is_fresh() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run `python -m tests.engine.conformance_table`"
