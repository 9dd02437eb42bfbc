"""Properties over random models: the engine agrees with a count made without it, with itself after every reload, and never breaks."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from lxml import etree

from engine import SYSTEM_ACTOR, Actor, Engine, Instruction, Invalid
from engine.api.rest_once import Caller
from engine.domain.errors import Fault, Refused
from tests.engine.blocks import Block, Drawn, blocks, draw
from tests.engine.conftest import ANNA
from tests.engine.modelling import bpmn
from tests.engine.stage import Stage
from tests.settable_clock import SettableClock

NUMBERS = count(1)
quiet = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large])
STEPS = 60
LOG = "${execution.setVariable('log', execution.getVariable('log').concat(execution.currentActivityId).concat('.').concat(execution.eventName).concat(' '))}"
TASK = "${task.setVariable('log', task.getVariable('log').concat(task.taskDefinitionKey).concat('.').concat(task.eventName).concat(' '))}"
NAMESPACES = {"b": "http://www.omg.org/spec/BPMN/20100524/MODEL", "c": "http://camunda.org/schema/1.0/bpmn"}
CHOICES = st.lists(st.integers(0, 20), min_size=1, max_size=25)


@pytest.fixture
def desk(engine: Engine, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], Stage]:
    """Makes stages on one engine: many examples share it, each has its own process.

    Tokens are numbered: timers of two members that are due at one moment then fire in the order of the members, in every run.
    """
    actor: Actor = ANNA
    monkeypatch.setattr("engine.execution.token.uuid4", lambda: UUID(int=next(NUMBERS)))
    return lambda reload: Stage(engine, clock, actor, reload=reload)


def opened(stage: Stage, *, watched: bool) -> list[tuple[str, str, str]]:
    """What waits for someone outside, as (kind, id, element), in the order in which its tokens came; `watched` counts armed events in.

    Without them the only armed event is a message that wins its race.
    """
    found = []
    for kind, table, key, more in (
        ("task", "task", "id", "AND x.state = 'open'"), ("external", "external_task", "id", ""), ("event", "subscription", "token_id", "" if watched else "AND (token.role <> 'watch' OR x.kind = 'message')"),
    ):
        query = f"SELECT token.seq, x.id, x.{key}, x.element FROM {table} x JOIN token ON token.id = x.{key} WHERE x.root_id = :case {more}"
        found += [(row[0], row[1], kind, row[2], row[3]) for row in stage.table(query, case=stage.case)]
    return [(kind, key, element) for _, _, kind, key, element in sorted(found)]


def picture(stage: Stage) -> tuple[Any, ...]:
    """Everything of a case but its ids and moments."""
    return stage.state, [(kind, element) for kind, _, element in opened(stage, watched=True)], stage.history(), stage.variables, stage.due(), stage.tokens()


def act(stage: Stage, kind: str, key: str, step: int, *, refuse: bool) -> None:
    """Somebody outside does what is waited for; external work may be refused with an error."""
    deeds, caller = stage.engine.rest.deeds, Caller(SYSTEM_ACTOR)
    if kind == "task":
        stage.engine.tasks.complete(stage.actor, key, {"by": step})
    elif kind == "event":
        deeds.signal_execution(caller, key, {"by": step})
    else:
        deeds.lock(caller, key, "w", 1000)
        if refuse:
            deeds.external_error(caller, key, "w", "NOPE", "", {})
        else:
            deeds.complete_external(caller, key, "w", {"by": step}, {})


def listened(model: bytes) -> bytes:
    """The model with listeners everywhere, which write into the variable `log` what they are told of, and in what order."""
    root = etree.fromstring(model)
    races = {gateway.get("id") for gateway in root.iter(f"{{{NAMESPACES['b']}}}eventBasedGateway")}  # no flow behind one is taken
    for element in list(root.iterfind("b:process//*[@id]", NAMESPACES)):
        kind = etree.QName(element).localname
        if kind == "association" or element.get("sourceRef") in races or etree.QName(element).namespace != NAMESPACES["b"] or kind.endswith("Definition"):
            continue
        around = element.find("b:extensionElements", NAMESPACES)
        if around is None:
            around = etree.Element(f"{{{NAMESPACES['b']}}}extensionElements")
            element.insert(0, around)
        events = ("take",) if kind == "sequenceFlow" else ("start", "end")
        for event in events:
            etree.SubElement(around, f"{{{NAMESPACES['c']}}}executionListener", event=event, expression=LOG)
        for event in ("create", "complete", "delete") if kind == "userTask" else ():
            etree.SubElement(around, f"{{{NAMESPACES['c']}}}taskListener", event=event, expression=TASK)
    return etree.tostring(root)


Files = dict[str, bytes]
Meanwhile = Callable[[int], None]


def nothing(step: int) -> None:
    """Between two steps."""


def play(stage: Stage, drawn: Drawn, choices: list[int], *, waits: bool, meanwhile: Meanwhile = nothing) -> list[tuple[Any, ...]]:
    """Start a case and act by `choices`: what of all that waits, or (with `waits`) let two hours pass. One picture after each step."""
    stage.start(drawn.key, log="", **drawn.data)
    stage.tick()
    pictures = [picture(stage)]
    for step in range(STEPS):
        meanwhile(step)
        waiting = opened(stage, watched=waits)
        if not waiting and not (waits and stage.due()):
            break
        choice = choices[step % len(choices)] % (len(waiting) + waits) if step < len(choices) or not waiting else 0
        if choice == len(waiting):
            stage.later(hours=2)
        else:
            act(stage, *waiting[choice][:2], step, refuse=waits and choices[0] % 3 == 1)
            stage.tick()
        pictures.append(picture(stage))
    return pictures


def put_up(stage: Stage, block: Block, *, listen: bool = False) -> tuple[Drawn, Files]:
    """A model of the block, deployed under a name of its own with all that it calls."""
    drawn = draw(block, f"p{next(NUMBERS)}")
    note("\n---\n".join([drawn.text, *drawn.called.values(), str(drawn.data), "with listeners" if listen else ""]))
    files = {key: bpmn(text, key) for key, text in {**drawn.called, drawn.key: drawn.text}.items()}
    if listen:
        files = {key: listened(model) for key, model in files.items()}
    stage.deploy(**files)
    return drawn, files


def undisturbed(stage: Stage, files: Files, choices: list[int]) -> Meanwhile:
    """Between some steps, what must change nothing: the case is held and goes on at once, or moves to a next version that is the same."""

    moved: list[int] = []

    def disturb(step: int) -> None:
        what = choices[-1 - step % len(choices)] % 8
        if what > 1 or (what and moved) or stage.state != "active":
            return
        was = picture(stage)
        if what == 0:
            stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "a moment")
            stage._step()
            stage.engine.instances.resume(SYSTEM_ACTOR, stage.case)
        else:
            moved.append(step)
            stage.deploy(**{key: model.replace(b"<process ", b"<!-- %d --><process " % next(NUMBERS)) for key, model in files.items()})
            for identity, source in stage.table("SELECT id, definition_id FROM instance WHERE root_id = :case AND state = 'active' ORDER BY started_at, id", case=stage.case):
                (target,) = next(iter(stage.table("SELECT n.id FROM definition n JOIN definition o ON o.key = n.key WHERE o.id = :old AND n.latest", old=source)))
                stage.engine.instances.migrate(SYSTEM_ACTOR, identity, stage.engine.instances.migration_plan(SYSTEM_ACTOR, source, target))
        stage._step()
        assert picture(stage) == was

    return disturb


def entered(stage: Stage) -> dict[str, int]:
    """How often each element was entered, in called processes too."""
    return dict(stage.table("SELECT element, count(*) FROM activity WHERE root_id = :case GROUP BY element", case=stage.case))


def left_over(stage: Stage) -> list[Any]:
    """What an ended case must not leave behind."""
    return [
        *stage.table("SELECT id FROM token WHERE root_id = :case", case=stage.case), *stage.table("SELECT id FROM job WHERE root_id = :case", case=stage.case),
        *stage.table("SELECT id FROM subscription WHERE root_id = :case", case=stage.case),
        *stage.table("SELECT name FROM variable WHERE root_id = :case AND gone IS NULL AND scope_id NOT IN (SELECT id FROM instance)", case=stage.case),
        *stage.table("SELECT element FROM activity WHERE root_id = :case AND ended_at IS NULL", case=stage.case),
    ]


@quiet
@given(block=blocks(events=False), choices=CHOICES, reload=st.booleans())
def test_every_leaf_runs_as_often_as_the_blocks_say(desk: Callable[[bool], Stage], block: Block, choices: list[int], reload: bool) -> None:
    """Whatever the order of work: sequences, choices, joins, loops, members, calls, errors and undoings add up, and nothing is left behind."""
    stage, listen = desk(reload), choices[0] % 4 == 0
    drawn, files = put_up(stage, block, listen=listen)
    pictures = play(stage, drawn, choices, waits=False, meanwhile=undisturbed(stage, files, choices))
    if len(pictures) > STEPS:
        return
    assert stage.ended and left_over(stage) == []
    counts = entered(stage)
    assert {name: counts.get(name, 0) for name in drawn.expected} == dict(drawn.expected)
    if listen:
        told = Counter(str(stage.value("log")).split())
        own = {name: runs for name, runs in drawn.expected.items() if re.search(rf"\b{name}\b", drawn.text)}  # those of a called process told their own log
        assert {name: (told[f"{name}.start"], told[f"{name}.end"]) for name in own} == {name: (runs, runs) for name, runs in own.items()}


@quiet
@given(block=blocks(), choices=CHOICES)
def test_a_reload_after_every_step_changes_nothing(desk: Callable[[bool], Stage], block: Block, choices: list[int]) -> None:
    """Step by step the same picture, whatever happens and interrupts: work, history with its flags, variables, timers, live tokens."""
    straight, reloaded = desk(False), desk(True)
    drawn, files = put_up(straight, block, listen=choices[0] % 4 == 0)
    assert play(straight, drawn, choices, waits=True) == play(reloaded, drawn, choices, waits=True, meanwhile=undisturbed(reloaded, files, choices))
    for stage in (straight, reloaded):
        stage.engine.instances.cancel(stage.actor, stage.case, "next example") if stage.state == "active" else None
        assert left_over(stage) == []


@quiet
@given(block=blocks(), choices=CHOICES, seed=st.integers(0, 10**9))
def test_work_rearranged_at_random_is_refused_or_goes_on(desk: Callable[[bool], Stage], block: Block, choices: list[int], seed: int) -> None:
    """Instructions for whatever element: refused and nothing changed, or followed; at any moment the case can be ended and leaves nothing."""
    stage, dice = desk(seed % 2 == 0), random.Random(seed)
    drawn, _ = put_up(stage, block, listen=seed % 4 < 2)
    names = sorted(set(re.findall(r"[a-z]+[0-9]+", drawn.text)))
    stage.start(drawn.key, log="", **drawn.data)
    for step, choice in enumerate(choices[:8]):
        if stage.state != "active":
            break
        was = picture(stage)
        instructions = [Instruction(dice.choice(["cancel", "startBeforeActivity", "startAfterActivity"]), dice.choice(names)) for _ in range(dice.randint(1, 3))]
        try:
            stage.engine.instances.modify(SYSTEM_ACTOR, stage.case, instructions, "asked for")
        except Invalid as refused:
            assert refused.code.startswith("modification.") and picture(stage) == was
        stage._step()
        stage.tick()
        waiting = opened(stage, watched=True)
        if waiting:
            act(stage, *waiting[choice % len(waiting)][:2], step, refuse=False)
            stage.tick()
    stage.engine.instances.cancel(stage.actor, stage.case, "next example") if stage.state == "active" else None
    assert left_over(stage) == []


def broken(model: bytes, seed: int) -> bytes:
    """The model with one to three things changed at random."""
    dice = random.Random(seed)
    root = etree.fromstring(model)
    for _ in range(dice.randint(1, 3)):
        inside = [element for element in root.iter() if element is not root and isinstance(element.tag, str)]
        if not inside:
            break
        element = dice.choice(inside)
        other = dice.choice(inside)
        ids = [item.get("id") for item in inside if item.get("id")]
        name = dice.choice(list(element.keys())) if element.keys() else None
        change = dice.randrange(9)
        parent = element.getparent()
        if change == 0 and parent is not None:
            parent.remove(element)
        elif change == 1 and name is not None:
            del element.attrib[name]
        elif change == 2 and name is not None:
            element.set(name, dice.choice([*ids, "", "nowhere", "true", "-1", "${x}", "=1 +", "中", "a b"]))
        elif change == 3 and parent is not None:
            parent.append(etree.fromstring(etree.tostring(element)))
        elif change == 4 and element not in list(other.iterancestors()) and element is not other:
            other.append(element)
        elif change == 5:
            element.tag = other.tag
        elif change == 6:
            element.text = dice.choice(["", "x", "= =", "PT", "true", "${y}"])
        elif change == 7 and ids:
            element.set("id", dice.choice(ids))
        else:
            element.set(dice.choice(["default", "isInterrupting", "cancelActivity", "attachedToRef", "triggeredByEvent", "sourceRef", "isSequential"]), dice.choice([*ids, "false"]))
    return etree.tostring(root)


@quiet
@given(block=blocks(), seed=st.integers(0, 10**9), choices=st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_a_broken_model_is_refused_or_runs(desk: Callable[[bool], Stage], block: Block, seed: int, choices: list[int]) -> None:
    """Refused with findings, or deployed; then it starts, or says what is wrong; never anything but an error of ours."""
    stage, drawn = desk(False), draw(block, f"p{next(NUMBERS)}")
    model = broken(bpmn(drawn.text, drawn.key), seed)
    try:
        stage.deploy(**{**{key: bpmn(text, key) for key, text in drawn.called.items()}, drawn.key: model})
    except Refused as refused:
        assert any(finding.severity == "error" and finding.code for finding in refused.findings)
        return
    except Fault as fault:
        assert fault.code
        return
    try:
        play(stage, drawn, choices, waits=True)
    except Fault as fault:
        assert fault.code
    if stage.case and stage.state == "active":
        stage.engine.instances.cancel(stage.actor, stage.case, "next example")
        assert left_over(stage) == []
