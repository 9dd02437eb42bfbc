"""A paper names days, units, matters and parties in words."""

from __future__ import annotations

from adapters.bootstrap import Application
from adapters.demo.registers import seed
from adapters.platform.desk import Desk
from adapters.platform.wording import worded
from engine import SYSTEM_ACTOR
from tests.adapters.test_platform import asked


def test_dates_units_matters_and_the_party_are_told_in_words(application: Application) -> None:
    engine = application.engine
    seed(engine)
    engine.people.save_unit(SYSTEM_ACTOR, "zhzf.nanhu", "区综合行政执法局", "Bureau", "department", None)
    (shop,) = engine.records.matching(SYSTEM_ACTOR, "objects", id="OBJ-0001")
    said = worded(Desk(engine, application.clock), asked(unitGroup="zhzf.nanhu", objectId="OBJ-0001"), {
        "today": "2026-03-10", "from": "2026-02-26 09:00:00+08:00", "to": "2026-02-26T08:30:00Z", "bodies": ["zhzf.nanhu.officer", "none.such"],
        "groups": [{"itemCode": "S01", "fact": "自2026-03-01起"}], "date": "2026-02-30", "days": 7, "note": None,
    })
    assert said["today"] == "2026年3月10日"
    assert (said["from"], said["to"]) == ("2026年2月26日9时", "2026年2月26日16时30分")
    assert said["bodies"] == ["区综合行政执法局", "none.such"]
    assert said["groups"] == [{"itemCode": "出店经营、作业、展示", "fact": "自2026-03-01起"}]
    assert (said["date"], said["days"], said["note"]) == ("2026-02-30", 7, None)  # no such day: as it was written
    assert (said["unitName"], said["partyName"]) == ("区综合行政执法局", shop.values["name"])


def test_what_is_not_known_is_not_made_up(application: Application) -> None:
    said = worded(Desk(application.engine, application.clock), asked(unitGroup="zhzf.nanhu"), {"partyName": "某店", "itemCode": "S01"})
    assert said == {"partyName": "某店", "itemCode": "S01"}
