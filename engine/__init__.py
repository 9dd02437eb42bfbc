"""The BPM engine. What outsiders may import is listed here; everything else is inside."""

from engine.api import Engine, open_store
from engine.domain.actor import SYSTEM_ACTOR, Actor, Right
from engine.domain.errors import Conflict, Fault, Finding, Forbidden, Invalid, NotFound, Place, Refused, TooLarge
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
    FormView,
    Health,
    HistoryEntry,
    Incident,
    InstanceRow,
    InstanceView,
    Mail,
    Model,
    Notice,
    Page,
    Record,
    Startable,
    TaskRow,
    TaskView,
    Ticked,
    Trace,
    Unit,
)
from engine.rules import Environment as RuleEnvironment
from engine.rules.feel import in_chinese
from engine.rules.try_out import try_decision, try_feel

__all__ = [
    "SYSTEM_ACTOR", "Account", "Actor", "CaseRecord", "Completed", "Conflict", "Correlated", "Counts", "Definition", "Deployment", "Engine", "ExternalTask",
    "Fault", "FileRef", "Finding", "Forbidden", "FormView", "Health", "HistoryEntry", "Incident", "InstanceRow", "InstanceView", "Invalid", "Mail",
    "Model", "NotFound", "Notice", "Page", "Place", "Record", "Refused", "Right", "RuleEnvironment", "Startable", "TaskRow", "TaskView", "Ticked", "TooLarge", "Trace",
    "Unit", "in_chinese", "open_store", "try_decision", "try_feel",
]
