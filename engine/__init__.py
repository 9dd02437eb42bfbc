"""The BPM engine. What outsiders may import is listed here; everything else is inside.

What needs the database is loaded at first use, so that `onething rules try` does not pay for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from engine.domain.actor import SYSTEM_ACTOR, Actor, Right, with_implied
from engine.domain.datepattern import written
from engine.domain.edited import Model
from engine.domain.errors import (
    Conflict,
    Fault,
    Finding,
    Forbidden,
    Invalid,
    NotFound,
    Place,
    Refused,
    TooLarge,
    Unavailable,
)
from engine.domain.inbound import Accepted, Arrival, InboundCounts, Incoming, Unmatched
from engine.domain.late import LateTask
from engine.domain.modification import Instruction, Placement
from engine.domain.outward import Allowance, Destination, Disclosure, Ended, Exchange, Held, Replay, Sending
from engine.domain.values import bare, declare, declared_of, plain
from engine.domain.work import (
    Account,
    CaseRecord,
    Completed,
    Correlated,
    Counts,
    Definition,
    Deployment,
    ExternalTask,
    FileRef,
    Flow,
    FormView,
    Health,
    HistoryEntry,
    Incident,
    InstanceRow,
    InstanceView,
    Mail,
    Notice,
    Page,
    Record,
    Startable,
    Step,
    TaskRow,
    TaskView,
    Ticked,
    Trace,
    Unit,
    VersionUse,
    Wait,
)
from engine.joint.credit_code import made as made_credit_code
from engine.joint.kept import KEPT, called
from engine.joint.reading import read_values
from engine.joint.registers import REGISTERS, Register
from engine.joint.visits import PastVisit
from engine.joint.visits import counted as count_visits
from engine.rules import Environment as RuleEnvironment
from engine.rules import Expression as FeelExpression
from engine.rules.feel import in_chinese
from engine.rules.law.sheets import cells_of
from engine.rules.mapping import FeelMapping, MappingWrong, compile_feel, compile_mapping, feel_holds, feel_value
from engine.rules.try_out import try_decision, try_feel

if TYPE_CHECKING:
    from engine.api import Engine, Session, open_store
    from engine.joint.stored import Entry
    from engine.queries.draws import DrawView
    from engine.queries.rest.variablesort import ByVariable

_LATER = {
    "Engine": "engine.api",
    "Session": "engine.api",
    "open_store": "engine.api",
    "Entry": "engine.joint.stored",
    "DrawView": "engine.queries.draws",
    "ByVariable": "engine.queries.rest.variablesort",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'engine' has no attribute {name!r}")
    found: object = getattr(import_module(_LATER[name]), name)
    globals()[name] = found
    return found


__all__ = [
    "KEPT",
    "REGISTERS",
    "SYSTEM_ACTOR",
    "Accepted",
    "Account",
    "Actor",
    "Allowance",
    "Arrival",
    "ByVariable",
    "CaseRecord",
    "Completed",
    "Conflict",
    "Correlated",
    "Counts",
    "Definition",
    "Deployment",
    "Destination",
    "Disclosure",
    "DrawView",
    "Ended",
    "Engine",
    "Entry",
    "Exchange",
    "ExternalTask",
    "Fault",
    "FeelExpression",
    "FeelMapping",
    "FileRef",
    "Finding",
    "Flow",
    "Forbidden",
    "FormView",
    "Health",
    "Held",
    "HistoryEntry",
    "InboundCounts",
    "Incident",
    "Incoming",
    "InstanceRow",
    "InstanceView",
    "Instruction",
    "Invalid",
    "LateTask",
    "Mail",
    "MappingWrong",
    "Model",
    "NotFound",
    "Notice",
    "Page",
    "PastVisit",
    "Place",
    "Placement",
    "Record",
    "Refused",
    "Register",
    "Replay",
    "Right",
    "RuleEnvironment",
    "Sending",
    "Session",
    "Startable",
    "Step",
    "TaskRow",
    "TaskView",
    "Ticked",
    "TooLarge",
    "Trace",
    "Unavailable",
    "Unit",
    "Unmatched",
    "VersionUse",
    "Wait",
    "bare",
    "called",
    "cells_of",
    "compile_feel",
    "compile_mapping",
    "count_visits",
    "declare",
    "declared_of",
    "feel_holds",
    "feel_value",
    "in_chinese",
    "made_credit_code",
    "open_store",
    "plain",
    "read_values",
    "try_decision",
    "try_feel",
    "with_implied",
    "written",
]
