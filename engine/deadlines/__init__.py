"""The statutory clock: which day, counted how, from which article, with which lights. Pure; data comes in as text."""

from engine.deadlines.calendar import Break, Calendar, Day
from engine.deadlines.catalogue import Catalogue, NoSuchClock
from engine.deadlines.clockrow import ClockRow, Part
from engine.deadlines.clocks import Clocks
from engine.deadlines.compute import NoAmount, NoMoment, NotComputable, NotPausable, OutOfRange, compute
from engine.deadlines.deadline import (
    SHANGHAI,
    Deadline,
    Extension,
    NaiveTime,
    Pause,
    RedStep,
    Reminder,
    Step,
    level,
    light,
)
from engine.deadlines.lights import overdue_working_days
from engine.deadlines.statutes import NoSuchStatute, StatuteRule, StatuteTable
from engine.deadlines.table import BadTable
from engine.deadlines.units import Light, Mark, Policy, Unit, YearStatus

__all__ = [
    "SHANGHAI", "BadTable", "Break", "Calendar", "Catalogue", "ClockRow", "Clocks", "Day", "Deadline",
    "Extension", "Light", "Mark", "NaiveTime", "NoAmount", "NoMoment", "NoSuchClock", "NoSuchStatute",
    "NotComputable", "NotPausable", "OutOfRange", "Part", "Pause", "Policy", "RedStep", "Reminder",
    "StatuteRule", "StatuteTable", "Step", "Unit", "YearStatus", "compute", "level", "light",
    "overdue_working_days",
]
