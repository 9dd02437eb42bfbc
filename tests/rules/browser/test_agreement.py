"""The browser's FEEL and ours say the same on the subset that forms may use; what is outside really differs. In Chromium."""

from __future__ import annotations

import json
import os
import random
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page

from engine.forms.browser import disagreement
from engine.rules.feel import Environment, compile_expression
from engine.rules.try_out import to_json
from tests.e2e.people import browsing
from tests.rules.browser.generated import condition, context, value

pytestmark = pytest.mark.browser
FRONTEND = Path(__file__).parents[3] / "web" / "frontend"
VENV = Path(__file__).parents[3] / ".venv" / "bin"
ENV = Environment(now=datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
COUNT = 1000
SEED = 20261123
#: What form-js does with a condition and with any other expression (FeelExpressionLanguage of the viewer).
ENTRY = """import { evaluate, unaryTest } from '@bpmn-io/feelin';
const asked = (run) => { try { return run().value } catch (error) { return null } };
window.conditions = (cases) => cases.map(([text, data]) => asked(() => unaryTest(text, data)) === true);
window.values = (cases) => cases.map(([text, data]) => JSON.stringify(asked(() => evaluate(text, data)) ?? null));
"""
Case = tuple[str, dict[str, Any]]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page that has the FEEL of form-js, bundled from the packages of the front end."""
    folder = tmp_path_factory.mktemp("feelin")
    entry, bundle = FRONTEND / "node_modules" / f".agreement-{os.getpid()}.mjs", folder / "feelin.js"
    entry.write_text(ENTRY)
    try:
        built = subprocess.run(
            ["node", "node_modules/.bin/rolldown", str(entry), "--format", "iife", "--file", str(bundle)], cwd=FRONTEND, capture_output=True, text=True,
            env={**os.environ, "PATH": f"{VENV}:{os.environ['PATH']}"}, check=False,
        )
    finally:
        entry.unlink()
    assert built.returncode == 0, built.stdout + built.stderr
    with browsing() as browser:
        found = browser.new_context(timezone_id="Asia/Shanghai").new_page()
        found.set_content("<!doctype html><title>feelin</title>")
        found.add_script_tag(path=str(bundle))
        yield found


def exact(case: Case) -> Any:
    """Our value, numbers as the JSON of a form has them."""
    text, data = case
    given = json.loads(json.dumps(data))
    return json.loads(to_json(compile_expression(text, given.keys()).evaluate(given, ENV)))


def differing(page: Page, cases: list[Case], *, conditions: bool) -> list[tuple[str, dict[str, Any], Any, Any]]:
    """The cases in which the two sides differ."""
    if conditions:
        theirs = page.evaluate("cases => window.conditions(cases)", [list(case) for case in cases])
        ours = [exact(case) is True for case in cases]
    else:
        theirs = [json.loads(text) for text in page.evaluate("cases => window.values(cases)", [list(case) for case in cases])]
        ours = [exact(case) for case in cases]
    return [(*case, our, their) for case, our, their in zip(cases, ours, theirs, strict=True) if our != their or type(our) is bool is not type(their) is bool]


def test_a_thousand_conditions_agree(page: Page) -> None:
    chance = random.Random(SEED)
    cases = [(condition(chance), context(chance)) for _ in range(COUNT)]
    assert [(text, found) for text, _ in cases if (found := disagreement(text, condition=True)) is not None] == []
    assert differing(page, cases, conditions=True) == []
    answers = [exact(case) for case in cases]
    assert min(answers.count(True), answers.count(False)) > 200 and None not in answers  # no monoculture; a condition is never null
    assert len({text for text, _ in cases}) > 800


def test_a_thousand_values_agree(page: Page) -> None:
    chance = random.Random(SEED + 1)
    cases = [(value(chance), context(chance)) for _ in range(COUNT)]
    assert [(text, found) for text, _ in cases if (found := disagreement(text, condition=False)) is not None] == []
    assert differing(page, cases, conditions=False) == []


def test_the_conditions_of_our_forms_are_in_the_subset_and_agree(page: Page) -> None:
    hides: list[str] = []
    for file in sorted((FRONTEND.parents[1] / "bpmn").glob("*/*.form")):
        waiting = list(json.loads(file.read_text(encoding="utf-8"))["components"])
        while waiting:
            part = waiting.pop()
            waiting += part.get("components", [])
            if hide := (part.get("conditional") or {}).get("hide"):
                hides.append(hide.removeprefix("="))
    assert len(hides) > 50
    assert [(text, found) for text in hides if (found := disagreement(text, condition=True)) is not None] == []
    assert differing(page, [(text, {}) for text in hides], conditions=True) == []


#: Outside of the subset, and why: in each of them the browser really answers otherwise.
OUTSIDE: list[tuple[str, dict[str, Any], bool]] = [
    ("refused", {"refused": None}, True), ("this.outcome", {"this": {"outcome": None}}, True),
    ("n > 2", {"n": None}, True), ("not(refused) or n = 1", {"refused": None, "n": 2}, True),
    ("list contains(l, 1)", {"l": None}, True), ("n != null or n > 2", {"n": None}, True), ("some q in l satisfies q = 1", {"l": None}, True),
    ("n in [1..2] or n = 0", {"n": 0}, False), ('some q in l satisfies q < 2', {"l": [None]}, False),
    ("text < 5", {"text": "x"}, False), ("0.1 + 0.2", {}, False), ("1.15 * 100", {}, False),
    ('1 != "1"', {}, False), ("true != 1", {}, False), ("12345678901234567890", {}, False),
]


@pytest.mark.parametrize(("text", "data", "as_condition"), OUTSIDE)
def test_outside_the_two_differ(page: Page, text: str, data: dict[str, Any], as_condition: bool) -> None:
    assert differing(page, [(text, data)], conditions=as_condition) != []
    if text != "text < 5":  # only the value tells that this name is no number
        assert disagreement(text, condition=as_condition) is not None
