"""The clock's own messages: `msg.task.red` begins the supervision of a task that is late, `msg.task.done` ends it.

A poller, not a topic: nobody asks. Each task is told of once (a case record of kind `supervised` remembers it); tasks of the
supervision itself have its own ladder and are left out. A district without the process of supervision hears nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine import SYSTEM_ACTOR, CaseRecord, Engine, LateTask
from engine.ports import Clock

PROCESS = "overdue-supervision"
KIND = "supervised"
OPEN, OVER = "open", "over"
PAGE = 200
EVERY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Supervision:
    """Looks at the clocks; run by the worker every minute. Two workers at once do no harm: a message with one id counts once."""

    engine: Engine
    clock: Clock

    def look(self) -> tuple[int, int]:
        """Begin and end supervisions; returns how many of each."""
        if not any(item.kind == "process" and item.key == PROCESS for item in self.engine.definitions.latest(SYSTEM_ACTOR)):
            return 0, 0
        return self._begin(), self._end()

    def _begin(self) -> int:
        begun, after = 0, ""
        while page := self.engine.tasks.late(SYSTEM_ACTOR, KIND, but=(PROCESS,), after=after, limit=PAGE):
            after = page[-1].id
            for task in page:
                if task.first_level_at is not None and task.first_level_at <= self.clock.now():
                    self._tell(task)
                    begun += 1
        return begun

    def _tell(self, task: LateTask) -> None:
        data = {
            "taskId": task.id, "clockCode": task.clock, "dueOn": task.due_on.isoformat(), "policy": task.policy,
            "responsibleGroup": task.candidates[0] if task.candidates else None, "subjectTitle": f"{task.name}（{task.business_key}）",
        }
        done = self.engine.messages.correlate("msg.task.red", key=task.id, data=data, message_id=f"red/{task.id}")
        self.engine.cases.put(SYSTEM_ACTOR, KIND, task.id, task.root_id, {"instanceId": done.instance_id, "state": OPEN}, subject=OPEN)

    def _end(self) -> int:
        records = self.engine.cases.of_subject(SYSTEM_ACTOR, KIND, OPEN)
        still = self.engine.tasks.still_open(SYSTEM_ACTOR, [record.id for record in records])
        ended = [record for record in records if record.id not in still]
        for record in ended:
            if self._runs(record):
                self.engine.messages.correlate("msg.task.done", key=record.id, message_id=f"done/{record.id}")
            self.engine.cases.put(SYSTEM_ACTOR, KIND, record.id, record.root_id, {**record.body, "state": OVER}, subject=OVER)
        return len(ended)

    def _runs(self, record: CaseRecord) -> bool:
        instance = record.body.get("instanceId")
        return instance is None or self.engine.instances.get(SYSTEM_ACTOR, str(instance)).row.state == "active"
