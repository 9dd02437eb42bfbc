"""Run a script in the sandbox: another process, an interpreter without files, network, environment, clock or host objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic_monty import CollectString, MontyError, MontyRuntimeError, MontySession, MontySyntaxError

from engine.domain.values import bare
from engine.rules.errors import ExpressionFailed
from engine.rules.feel import Environment
from engine.rules.scripts.compile import Script, compile_script
from engine.rules.scripts.errors import ScriptFailed
from engine.rules.scripts.pool import ForkedError, pool
from engine.rules.scripts.values import Meter, Unfit, outward, same
from engine.rules.slots import evaluate

COLLECT: Final = "{__k: __v for __k, __v in locals().items() if type(__v).__name__ not in ('function', 'module', 'type')}"


@dataclass(frozen=True, slots=True)
class ScriptLimits:
    """Seconds of computing, bytes of memory, depth of calls, characters printed, characters and entries left behind."""

    seconds: float = 1.0
    memory: int = 64_000_000
    depth: int = 200
    printed: int = 100_000
    left: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a script did: variables that are new or different, the value of its last line, what it printed."""

    changed: Mapping[str, Any] = field(default_factory=dict)
    result: Any = None
    printed: str = ""


def run_script(
    text: str, variables: Mapping[str, Any], limits: ScriptLimits | None = None, *, env: Environment, language: str = "python",
    element: str = "",
) -> Outcome:
    """Run a script over the variables it names. Names that start with `_` stay its own. Python's `datetime.now()` is `env.now`; FEEL and `${...}` only have a result.

    Raises:
        ExpressionRefused: a script that deployment would have refused.
        ScriptFailed: it raised, ran out of a limit, or left something that is no variable. The sandbox is thrown away; at
            most 4 seconds pass with the default limits.
    """
    script = compile_script(text, language)
    if script.expression:
        try:
            return Outcome(result=evaluate(script.expression, variables, env, element=element))
        except ExpressionFailed as error:
            raise ScriptFailed(error.reason, element=element, line=error.position[0]) from error
    try:
        return python(script, variables, limits or ScriptLimits(), env)
    except (Unfit, ForkedError) as error:
        raise ScriptFailed(str(error), element=element) from None
    except TimeoutError:
        raise ScriptFailed("no worker was free in time", element=element) from None
    except MontyError as error:
        raise ScriptFailed(str(error)[:500], element=element, line=line_of(error)) from None


def python(script: Script, variables: Mapping[str, Any], limits: ScriptLimits, env: Environment) -> Outcome:
    """Run Python in a worker: one feed for the script, one to collect what stands in its names."""
    given = {name: bare(variables[name]) for name in script.reads | script.sets if name in variables}
    printed = CollectString(limits.printed)
    session = pool().checkout(
        script_name="script.py",
        limits={
            "max_feed_duration_secs": limits.seconds, "max_memory": limits.memory, "max_recursion_depth": limits.depth,
            "max_suspensions": 1000, "max_total_sleep_secs": 0.0,
        },
        os_policy={"datetime": env.now, "timezone": str(env.zone), "sleep": "zero", "process_time": "zero"},
    )
    with session as running:
        result = running.feed_run(script.text, inputs=given, print_callback=printed)
        found = left(running, limits)
    meter = Meter(limits.left)
    changed = {}
    for name in sorted(script.reads | script.sets):
        if name in found and not name.startswith("_"):
            value = outward(found[name], env.zone, meter)
            if name not in given or not same(value, given[name]):
                changed[name] = value
    return Outcome(changed, shown(result, env, meter), printed.output)


def left(session: MontySession, limits: ScriptLimits) -> dict[str, Any]:
    """What stands in the names of the script after it ran; functions it defined are no data."""
    found = session.feed_run(COLLECT, print_callback=CollectString(limits.printed))
    if not isinstance(found, dict):
        raise Unfit("the script hides its variables")
    return found


def shown(result: object, env: Environment, meter: Meter) -> Any:
    """The value of the last line, or None when it is nothing a variable could hold (a match, a class)."""
    try:
        return outward(result, env.zone, meter)
    except Unfit:
        if meter.left < 0:
            raise
        return None


def line_of(error: MontyError) -> int:
    """The line of the script an error came from; 0 when it is unknown."""
    if isinstance(error, (MontyRuntimeError, MontySyntaxError)):
        lines = [frame.line for frame in error.traceback()]
        return lines[0] if lines else 0
    return 0
