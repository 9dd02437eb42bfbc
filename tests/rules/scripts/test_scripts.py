"""Scripts: what they may do, what comes back, and that nothing gets out or runs on."""

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from engine.rules import Environment, ExpressionRefused
from engine.rules.scripts import ScriptFailed, ScriptLimits, compile_script, run_script

ZONE = ZoneInfo("Asia/Shanghai")
ENV = Environment(now=datetime(2026, 1, 31, 8, tzinfo=UTC))
VARIABLES = {"a": 3, "d": Decimal("2.0"), "who": ["x"], "n": None, "when": datetime(2026, 5, 6, tzinfo=ZONE), "天数": 2, "unused": 9, "one": 1}


def changed(text: str) -> dict[str, object]:
    return dict(run_script(text, VARIABLES, env=ENV, element="S1").changed)


@pytest.mark.parametrize(("text", "expected"), [
    ("b = a + 1", {"b": 4}), ("who.append('y')", {"who": ["x", "y"]}), ("a = a", {}), ("one = True", {"one": True}), ("one = 1.0", {"one": Decimal("1.0")}), ("one = one * 1", {}), ("a = True", {"a": True}), ("天数 += 1", {"天数": 3}),
    ("x = d * 2", {"x": Decimal("4.0")}), ("x = 0.1", {"x": Decimal("0.1")}), ("n = 'set'", {"n": "set"}), ("_private = 1", {}),
    ("import json\nx = json.loads('[1, 2.5, null]')", {"x": [1, Decimal("2.5"), None]}),
    ("from datetime import datetime\nnow = datetime.now()", {"now": datetime(2026, 1, 31, 16, tzinfo=ZONE)}),
    ("from datetime import timedelta\nlater = when + timedelta(days=1)", {"later": datetime(2026, 5, 7, tzinfo=ZONE)}),
    ("def double(x):\n    return 2 * x\nb = double(a)", {"b": 6}), ("x = {'k': (1, 2)}", {"x": {"k": [1, 2]}}),
    ("if a > 100:\n    b = 1", {}), ("wait = when - when", {"wait": timedelta(0)}),
])
def test_changes(text: str, expected: dict[str, object]) -> None:
    found = changed(text)
    assert found == expected
    assert [type(item) for item in found.values()] == [type(item) for item in expected.values()]


def test_result_and_print() -> None:
    outcome = run_script("print('hello', a)\na * 2", VARIABLES, env=ENV)
    assert (outcome.result, outcome.printed, outcome.changed) == (6, "hello 3\n", {})


def test_other_formats_only_have_a_result() -> None:
    assert run_script("a * 2", VARIABLES, env=ENV, language="feel").result == 6
    assert run_script("${a * 2}", VARIABLES, env=ENV, language="juel").result == 6
    with pytest.raises(ScriptFailed, match="unknown"):
        run_script("${missing}", VARIABLES, env=ENV, language="juel")


def test_the_variables_of_the_caller_are_not_touched() -> None:
    assert changed("who.append('y')") == {"who": ["x", "y"]}
    assert VARIABLES["who"] == ["x"]


@pytest.mark.parametrize(("text", "says"), [
    ("while True: pass", "time limit"), ("while True:\n    try:\n        while True: pass\n    except BaseException: pass", "time limit"),
    ("x = 9**9**9", "memory limit"), ("x = [0] * 10**9", "memory limit"), ("x = list(range(10**8))", "limit"),
    ("def f(n):\n    return f(n + 1)\nf(1)", "recursion"), ("print('q' * 10**6)", "limit"), ("x = 'a' * 2_000_000", "more data than allowed"),
    ("x = []\nfor i in range(1000): x = [x]", "too deeply"), ("x = 1\ny = 1 / 0", "ZeroDivisionError"), ("x = undefined", "NameError"),
    ("x = open('/etc/passwd').read()", "Permission"), ("open('/tmp/out', 'w').write('x')", "Permission"), ("__import__('os')", "NameError"),
    ("x = ().__class__.__base__.__subclasses__()", "AttributeError"), ("x = {1, 2}", "no process variable"), ("x = b'1'", "no process variable"),
    ("x = {1: 2}", "key that is no text"), ("x = float('nan')", "not finite"), ("locals = 1\nx = 1", ""), ("eval('open(\"/etc/passwd\")')", "Permission"),
])
def test_fails_in_time_and_the_process_lives_on(text: str, says: str) -> None:
    start = time.monotonic()
    with pytest.raises(ScriptFailed) as caught:
        changed(text)
    assert time.monotonic() - start < 60
    assert says in caught.value.reason
    assert caught.value.element == "S1"
    assert changed("b = a + 1") == {"b": 4}


def test_failure_names_the_line() -> None:
    with pytest.raises(ScriptFailed) as caught:
        changed("x = 1\n\ny = 1 / 0\n")
    assert caught.value.line == 3


def test_limits_are_settable() -> None:
    with pytest.raises(ScriptFailed, match="time limit"):
        run_script("while True: pass", {}, ScriptLimits(seconds=0.1), env=ENV)


@pytest.mark.parametrize(("text", "language", "code"), [
    ("x = 1", "groovy", "script.language"), ("x = 1", "JavaScript", "script.language"), ("x = 1", "", "script.language"),
    ("def", "python", "script.syntax"), ("x = 1\ndel x", "python", "script.syntax"), ("import os", "python", "script.import"),
    ("from subprocess import run", "python", "script.import"), ("import json.decoder", "python", "script.import"), ("import socket", "python", "script.import"),
    ("#" * 100_001, "python", "script.too-long"), ("a >", "feel", "expression.syntax"), ("(" * 10_000, "python", "script.syntax"), ("x\0", "python", "script.syntax"),
])
def test_refused_at_deployment(text: str, language: str, code: str) -> None:
    with pytest.raises(ExpressionRefused) as caught:
        compile_script(text, language)
    assert caught.value.code == code


def test_a_fork_after_the_first_script_is_refused_and_does_not_hang() -> None:
    changed("b = a + 1")
    child = os.fork()
    if child == 0:
        signal.alarm(5)
        try:
            changed("b = a + 1")
            refused = False
        except ScriptFailed as error:
            refused = "forked" in error.reason
        os._exit(0 if refused else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert changed("b = a + 1") == {"b": 4}


def test_names_read_and_set() -> None:
    script = compile_script("import math\ndef f(): return 1\nb = math.floor(a) + f()", "python")
    assert (script.sets, "a" in script.reads, "math" in script.reads | script.sets) == ({"b"}, True, False)
