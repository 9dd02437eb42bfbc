"""The waiting cases of a golden state: a model, how far it is brought, what is left to do. Only ever added to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from engine import SYSTEM_ACTOR
from tests.engine.stage import Stage

Step = Callable[[Stage], object]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case. `finish` must end it."""

    name: str
    model: str
    reach: Step
    finish: Step
    data: Mapping[str, Any] = field(default_factory=dict)


def _retried(stage: Stage) -> None:
    (incident,) = stage.engine.jobs.incidents(SYSTEM_ACTOR)
    stage.engine.jobs.retry(SYSTEM_ACTOR, incident.id)
    stage.serve("incident")


def _failed(stage: Stage) -> None:
    (task,) = stage.engine.external_tasks.fetch_and_lock("tester", ["incident"])
    stage.engine.external_tasks.failure(task.id, "tester", "broken", details="a stack", retries=0)


def _again(stage: Stage) -> None:
    """The very request that was answered before the upgrade gets its answer and has no second effect."""
    (row,) = stage.table("SELECT id FROM task WHERE root_id = :case AND element = 'a'", case=stage.case)
    assert stage.engine.tasks.complete(stage.actor, row[0], {"x": 1}, key_once="once").task.state == "done"
    stage.do("b")


def _keyed(stage: Stage) -> None:
    (task,) = stage.engine.instances.get(SYSTEM_ACTOR, stage.case).open_tasks
    stage.engine.tasks.complete(stage.actor, task.id, {"x": 1}, key_once="once")


def _nothing(stage: Stage) -> None:
    """As it starts."""


#: What variables can hold. Texts with every kind of character that storage has ever mangled.
VALUES: Mapping[str, Any] = {
    "amount": Decimal("1234.50"), "on": date(2026, 3, 2), "none": None, "yes": True, "count": 3, "text": "执法 'q\" \\ \U0001f004\n", "list": [1, [2, {"k": "v"}]],
    "typename": "reserved elsewhere",
}

CASES: tuple[Waiting, ...] = (
    Waiting(
        "loop", "start s\nuser a\nxor g\nend e\ns > a > g\ng > a : again = true\ng > e : default",
        lambda stage: [stage.do("a", again=True) for _ in range(3)], lambda stage: stage.do("a", again=True).do("a", again=False),
    ),
    Waiting(
        "half-joined", "start s\npar f\nuser a\nuser b\nuser c\npar j\nuser z\nend e\ns > f > a > j > z > e\nf > b > j\nf > c > j",
        lambda stage: stage.do("a").do("c"), lambda stage: stage.do("b").do("z"),
    ),
    Waiting(
        "half-joined-inclusive",
        "start s\ninc f\nuser a\nuser b\nuser c\ninc j\nend e\ns > f\nf > a : n > 0\nf > b : n > 1\nf > c : default\na > j\nb > j\nc > j\nj > e",
        lambda stage: stage.do("a"), lambda stage: stage.do("b"), {"n": 2},
    ),
    Waiting(
        "members", "start s\nuser m each=${people} as=person\nuser q each=${people} as=person sequential\nend e\ns > m > q > e",
        lambda stage: stage.do("m").do("m"), lambda stage: stage.do("m").do("q").do("q").do("q"), {"people": ["x", "y", "z"]},
    ),
    Waiting(
        "members-in-line", "start s\nuser q each=${people} as=person sequential\nend e\ns > q > e",
        lambda stage: stage.do("q"), lambda stage: stage.do("q").do("q"), {"people": ["x", "y", "z"]},
    ),
    Waiting("timer", "start s\ncatch-timer t duration=PT1H\nend e\ns > t > e", _nothing, lambda stage: stage.later(hours=2)),
    Waiting(
        "timer-at-boundary", "start s\nuser a\nboundary-timer t on a duration=PT1H non\nuser x\nend e\nend f\ns > a > e\nt > x > f",
        _nothing, lambda stage: stage.later(hours=2).do("x").do("a"),
    ),
    Waiting("message", "start s\ncatch-message m name=golden-message\nend e\ns > m > e", _nothing, lambda stage: stage.tell("golden-message", "message", x=1)),
    Waiting(
        "message-kept", "start s\nuser a\ncatch-message m name=golden-kept\nend e\ns > a > m > e",
        lambda stage: stage.engine.messages.correlate("golden-kept", key="message-kept", data={"kept": 1}), lambda stage: stage.do("a").tick(),
    ),
    Waiting(
        "signal", "start s\ncatch-signal w name=golden-signal\nend e\ns > w > e", _nothing,
        lambda stage: (stage.engine.instances.start(stage.actor, "thrower", {}), stage.tick()),
    ),
    Waiting(
        "choice-of-events",
        "start s\nevt g\ncatch-message m name=golden-choice\ncatch-timer t duration=PT1H\nuser a\nend e\ns > g > m > a > e\ng > t > e", _nothing,
        lambda stage: (stage.tell("golden-choice", "choice-of-events"), stage.do("a")),
    ),
    Waiting("external", "start s\nservice x topic=free\nend e\ns > x > e", _nothing, lambda stage: stage.serve("free", ok=True)),
    Waiting(
        "external-locked", "start s\nservice x topic=locked\nend e\ns > x > e",
        lambda stage: stage.engine.external_tasks.fetch_and_lock("before", ["locked"], lock_seconds=600),
        lambda stage: (stage.later(minutes=11), stage.serve("locked")),
    ),
    Waiting("incident", "start s\nservice x topic=incident\nend e\ns > x > e", _failed, _retried),
    Waiting("continuation", "start s\ntask x asyncBefore asyncAfter\nend e\ns > x > e", _nothing, lambda stage: stage.tick()),
    Waiting(
        "script", 'start s\nscript x result=sum language=python is="sum = 1 + 1"\nend e\ns > x > e', _nothing, lambda stage: stage.tick(),
    ),
    Waiting(
        "compensation",
        "start s\ntask a\nuser c\nboundary-compensate ca on a\nuser undo handler=ca\nthrow-compensate t\nend e\ns > a > c > t > e",
        _nothing, lambda stage: stage.do("c").do("undo"),
    ),
    Waiting(
        "compensating",
        "start s\ntask a\nuser c\nboundary-compensate ca on a\nuser undo handler=ca\nthrow-compensate t\nend e\ns > a > c > t > e",
        lambda stage: stage.do("c"), lambda stage: stage.do("undo"),
    ),
    Waiting("called", "start s\ncall c process=called-one all.in all.out\nuser z\nend e\ns > c > z > e", _nothing, lambda stage: stage.do("inner", y=2).do("z")),
    Waiting(
        "sub-process", "start s\nsub b in.local=1 {\nstart bs\nuser a\nuser b2\nend be\nbs > a > b2 > be\n}\nboundary-error x on b code=E\nend e\nend f\ns > b > e\nx > f",
        lambda stage: stage.do("a"), lambda stage: stage.do("b2"),
    ),
    Waiting(
        "event-sub-process",
        "start s\nuser a\nend e\ns > a > e\nesub h {\nstart-timer hs duration=PT1H non\nuser z\nend he\nhs > z > he\n}",
        _nothing, lambda stage: stage.later(hours=2).do("z").do("a"),
    ),
    Waiting("standard-loop", "start s\nuser a while='again = true' max=5\nend e\ns > a > e", lambda stage: stage.do("a", again=True), lambda stage: stage.do("a", again=False)),
    Waiting(
        "suspended", "start s\nuser a\nboundary-timer t on a duration=PT1H\nend e\nend f\ns > a > e\nt > f",
        lambda stage: stage.engine.instances.suspend(SYSTEM_ACTOR, stage.case, "held"),
        lambda stage: (stage.later(hours=3), stage.engine.instances.resume(SYSTEM_ACTOR, stage.case), stage.tick(), stage.do("a")),
    ),
    Waiting("answered-once", "start s\nuser a\nuser b\nend e\ns > a > b > e", _keyed, _again),
    Waiting("values", "start s\nuser a\nend e\ns > a > e", _nothing, lambda stage: stage.do("a"), VALUES),
)

#: Processes that cases call or need beside their own.
OTHERS = {"called-one": "start s\nuser inner\nend e\ns > inner > e", "thrower": "start s\nthrow-signal t name=golden-signal\nend e\ns > t > e"}
