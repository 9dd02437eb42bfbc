"""Kinds of records that cases keep, as people call them; and which of them everyone in the office may know of.

Whether a shop was visited, warned or fined must be known to whoever plans the next visit, or nobody is spared one. Who complained,
who was bitten, what was said: only with the case.
"""

from __future__ import annotations

from typing import Final

#: Kind -> (Chinese, English), in the order pages show them. A bundle's own kinds are called by their id until a line here names them.
KEPT: Final = {
    "finding": ("问题", "Findings"), "order": ("责令改正", "Orders to correct"), "penalty": ("行政处罚", "Penalties"), "creditRecord": ("信用记录", "Credit records"),
    "document": ("文书", "Documents"), "transfer": ("移送", "Transfers"), "dogIntake": ("犬只收容", "Dog intake"), "dogWatch": ("犬只到期跟踪", "Dog follow-up"),
    "serviceVisit": ("助企走访", "Service visits"), "clue": ("线索", "Clues"), "publicity": ("公示", "Publicity"), "partyNotice": ("告知", "Notices to parties"),
}
#: Known to everyone in the office by number, state and days; what they say stays with the case.
OPEN: Final = frozenset({"finding", "order", "penalty", "creditRecord", "publicity"})
#: The platform's own bookkeeping, of no use to people.
INNER: Final = frozenset({"number", "involved", "service", "optOut", "approvalOpinion"})
#: States after which nothing is to be done any more.
OVER: Final = frozenset({"closed", "corrected", "decided", "done", "ended", "merged", "paid", "published", "repaired", "revoked", "sealed", "sent", "cancelled"})


def called(kind: str, language: str) -> str:
    """The name of a kind."""
    return KEPT.get(kind, (kind, kind))[1 if language == "en" else 0]
