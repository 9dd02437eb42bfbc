"""Credit repair with the credit site over HTTP: its records start cases, its answers end them, and each counts once."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from adapters import bundles
from adapters.bootstrap import Application, build
from adapters.mail.fake import FakeMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings, SystemSettings
from adapters.simulators.credit import CreditFace
from adapters.simulators.server import Simulators
from engine import SYSTEM_ACTOR, Actor, InstanceView, Right
from engine.domain.actor import with_implied
from tests.settable_clock import SettableClock

SECRET = "whsec_" + base64.b64encode(b"only for tests: 24 bytes or more").decode()
KEY = "scjg.nanhu/文〔2026〕7号"
RECORD = {
    "recordKey": KEY, "partyName": "某店", "creditCode": "92330402MA0DEMQ01N", "areaCode": "330402008", "kinds": ["fine"], "procedure": "ordinary", "fineAmount": 20000,
    "decisionDate": "2026-04-10", "publicityStart": "2026-04-20", "inDistrict": True,
}
NOTICE: dict[str, dict[str, Any]] = {
    "is-edit": {}, "is-sign": {"decision": "agree"}, "is-method": {"serveMethod": "electronic", "address": "13800000000", "consentRef": "QR-1"},
}


class Site:
    """The platform, the site, and whoever does the next task."""

    def __init__(self, application: Application, simulators: Simulators, clock: SettableClock) -> None:
        self.application, self.engine, self.clock, self.memory = application, application.engine, clock, simulators.memory
        self.face = simulators.faces["credit"]

    def order(self, verb: str, **said: Any) -> None:
        """Something happens at the site, and the platform asks what is new, twice."""
        assert self.face.order(self.memory, verb, said, self.clock.now())
        for _ in range(2):
            for poller in self.application.pollers:
                if poller.name in {"poll credit", "deliver_arrivals"}:
                    poller.run()
        self.work()

    def work(self) -> None:
        """Timers and topics until nothing moves."""
        worker = self.application.worker()
        while worker.tick() + worker.answer_tasks():
            continue

    def at(self, moment: str) -> None:
        """Time passes."""
        self.clock.set(moment)
        self.work()

    def case(self, key: str = "credit-repair-record") -> InstanceView:
        """The one case of a process."""
        (row,) = (item for item in self.engine.instances.search(Actor("auditor", rights=frozenset({Right.AUDIT}))).items if item.definition_key == key)
        return self.engine.instances.get(SYSTEM_ACTOR, row.id)

    def do(self, element: str, **data: Any) -> None:
        """The one open task of the record's case, by someone of its groups; `file-…` is uploaded."""
        case = self.case()
        (task,) = case.open_tasks
        assert task.element == element
        sent = {name: [self._file(case, item) for item in value] if isinstance(value, list) else value for name, value in data.items()}
        self.engine.tasks.complete(Actor(f"someone-{element}", with_implied(set(task.candidates))), task.id, sent)
        self.work()

    def _file(self, case: InstanceView, name: str) -> str:
        return self.engine.files.put(SYSTEM_ACTOR, name=f"{name}.txt", content=name.encode(), instance_id=case.row.id).id


@pytest.fixture
def site(settings: Settings, clock: SettableClock, tmp_path: Path) -> Iterator[Site]:
    simulators = Simulators(SECRET, tmp_path / "site.sqlite", clock, systems=(CreditFace(),))
    for record in simulators.memory.all("credit", "record"):  # the one that every site begins with is not of this test
        simulators.memory.put("credit", "record", record["id"], {**record, "announced": True})
    simulators.start()
    place = simulators.place("credit")
    given = replace(settings, systems={"credit": SystemSettings(place, SECRET, "onething")}, outbound_allowed=(urlsplit(place).netloc,))
    application = build(given, clock, passwords=Argon2Passwords(quick=True), mailer=FakeMailer())
    application.engine.migrate()
    _publish(application)
    yield Site(application, simulators, clock)
    application.close()
    simulators.stop()


def test_a_published_record_is_told_helped_applied_for_and_gone(site: Site) -> None:
    site.clock.set("2026-04-21 09:00")
    site.order("publish", **RECORD)
    for element, data in NOTICE.items():
        site.do(element, **data)
    assert site.case().variables["t0"] is None and site.case().open_tasks == ()
    site.clock.set("2026-05-06 14:00")
    site.order("pay", recordKey=KEY, doneOn="2026-05-06")
    assert site.case().variables["t0"] == "2026-07-20"
    site.at("2026-06-18 09:00")
    assert site.case("credit-visit").variables["priority"] == 2
    site.at("2026-07-20 09:00")
    site.clock.set("2026-07-21 09:00")
    site.do("cr-help", applyMode="assist", dutyProof=["file-1"], promise=["file-2"])
    site.do("ca-opinion", decision="accept")
    number = site.case().variables["applicationNo"] or next(iter(site.memory.all("credit", "application")))["id"]
    site.order("decide", applicationNo=number, answer="repaired")
    assert site.case().variables["allGone"] is True
    site.do("cr-close", result="repaired")
    assert site.case().row.state == "completed"
    (record,) = site.engine.cases.of_kind(SYSTEM_ACTOR, "creditRecord")
    assert (record.body["state"], record.body["result"], len(record.body["history"])) == ("closed", "repaired", 3)


def test_a_record_the_site_takes_back_ends_its_case(site: Site) -> None:
    site.clock.set("2026-04-21 09:00")
    site.order("publish", **RECORD, dutiesDoneOn="2026-04-15")
    for element, data in NOTICE.items():
        site.do(element, **data)
    site.order("close", recordKey=KEY, reason="annulled")
    site.do("cr-withdraw-check", withdrawnAt="2026-04-21")
    site.do("cr-close", result="void")
    assert site.case().row.state == "completed"


def _publish(application: Application) -> None:
    """The bundles that these cases need, and no others: publishing is most of the time."""
    for key, files in bundles.found(application.settings):
        if key in {"shared", "credit-repair"}:
            application.engine.definitions.deploy_bundle(SYSTEM_ACTOR, key, files)
