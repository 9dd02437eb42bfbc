"""From an address to the street and to the unit that answers; a doubtful address is left to a person."""

from __future__ import annotations

import pytest

from engine.joint.places import Area, area_of, responsible_unit

JIEFANG = Area("330402008", "解放街道", "nanhu", ("解放路", "中山东路"))
JIANSHE = Area("330402007", "建设街道", "nanhu", ("建设路", "建国路"))
CHENGNAN = Area("330402012", "城南街道", "jxjk", ("城南街道",))
XINJIE = Area("330402099", "新解放街道", "nanhu", ("新解放路",))
ALL = (JIEFANG, JIANSHE, CHENGNAN, XINJIE)


@pytest.mark.parametrize(("address", "area"), [
    ("嘉兴市南湖区解放路18号", JIEFANG), ("中山东路9号", JIEFANG), ("解放街道", JIEFANG), ("新解放路3号", XINJIE), ("城南街道某路", CHENGNAN),
    ("解放路与建国路口", None), ("火星路1号", None), ("", None), ("解放路（近新解放路）", XINJIE),
])
def test_the_one_street_in_an_address(address: str, area: Area | None) -> None:
    assert area_of(address, ALL) is area


@pytest.mark.parametrize(("kind", "area", "unit"), [
    ("shop", JIEFANG, "zfd.330402008"), ("dog", JIEFANG, "ga.330402008"), ("enterprise", JIANSHE, "scjg.330402007"), ("scenic", JIEFANG, "zhzf.nhjq"),
    ("shop", CHENGNAN, "zfzd.nanhu"), ("shop", None, "zfzd.nanhu"), ("robot", JIEFANG, "zfzd.nanhu"),
])
def test_the_unit_that_answers(kind: str, area: Area | None, unit: str) -> None:
    assert responsible_unit(kind, area) == unit
