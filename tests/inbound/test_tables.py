"""Tables in a folder and by hand: a row is a message, bad rows are named, the same file twice is one effect; hostile files are refused."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from adapters.bootstrap import Application, build
from adapters.inbound.source import Source, source_of
from adapters.mail.fake import FakeMailer
from adapters.passwords import Argon2Passwords
from adapters.settings import Settings
from adapters.tomltable import TomlWrong
from engine import SYSTEM_ACTOR, Invalid
from tests.settable_clock import SettableClock

SOURCE = """
[source]
name = "patrol"
about = "test"
label = {{zh = "巡查", en = "Patrol"}}
[drop]
whole = {whole}
[[message]]
name = "msg.patrol"
id = "row.编号"
required = ["what"]
[message.data]
what = "row.情况"
amount = "if row.数量 = null then 0 else number(row.数量)"
"""
HEAD = "编号,情况,数量\n"


@pytest.fixture(params=["true", "false"], ids=["whole", "each row"])
def application(request: pytest.FixtureRequest, settings: Settings, clock: SettableClock, tmp_path: Path) -> Iterator[Application]:
    """One with a source of tables, of both kinds."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "patrol.toml").write_text(SOURCE.format(whole=request.param))
    application = build(replace(settings, sources_dir=folder), clock, passwords=Argon2Passwords(quick=True), mailer=FakeMailer())
    yield application
    application.close()


def ids(application: Application) -> set[str]:
    return {item.sender_id for item in application.engine.inbound.listed(SYSTEM_ACTOR, limit=200).items}


def look(application: Application) -> None:
    next(poller for poller in application.pollers if poller.name == "drops").run()


def put(application: Application, clock: SettableClock, name: str, content: bytes, *, rested: float = 10) -> Path:
    folder = application.settings.data_dir / "drops" / "patrol"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    at = clock.now().timestamp() - rested
    os.utime(path, (at, at))
    return path


def test_a_file_in_the_folder_is_taken_once_and_reported(application: Application, clock: SettableClock) -> None:
    path = put(application, clock, "march.csv", (HEAD + "1,门前堆物,2\n2,招牌脱落,\n\n").encode())
    look(application)
    assert ids(application) == {"1", "2"}
    assert not path.exists()
    report = (path.parent / "done" / "march.csv.report.csv").read_text("utf-8-sig")
    assert report.count("accepted") == 2
    put(application, clock, "again.csv", (HEAD + "1,门前堆物,2\n2,招牌脱落,\n").encode())
    look(application)
    assert (path.parent / "done" / "again.csv.report.csv").read_text("utf-8-sig").count("repeated") == 2
    assert len(application.engine.inbound.listed(SYSTEM_ACTOR).items) == 2


def test_a_file_that_still_grows_or_is_no_table_is_left_alone(application: Application, clock: SettableClock) -> None:
    growing = put(application, clock, "growing.csv", (HEAD + "1,a,1\n").encode(), rested=1)
    others = [put(application, clock, name, (HEAD + "1,a,1\n").encode()) for name in (".hidden.csv", "~lock.csv", "notes.txt")]
    look(application)
    assert growing.exists()
    assert all(path.exists() for path in others)
    assert not ids(application)


def test_a_bad_row_is_named_and_refuses_the_file_or_itself(application: Application, clock: SettableClock) -> None:
    path = put(application, clock, "bad.csv", (HEAD + "1,好,1\n2,,1\n,无编号,1\n4,好,many\n").encode())
    look(application)
    whole = application.ways_in.sources["patrol"].drop.whole
    assert ids(application) == (set() if whole else {"1", "4"}), "a number FEEL cannot read is null: the row does not require it"
    report = (path.parent / ("refused" if whole else "done") / "bad.csv.report.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[:2] for line in report if "refused" in line] == [["3", "refused"], ["4", "refused"]]
    assert "what" in report[2]


def test_an_id_twice_is_one_effect_and_with_other_values_a_question(application: Application) -> None:
    report = application.ways_in.upload("patrol", (HEAD + "1,好,1\n1,好,1\n1,坏,1\n").encode("gb18030"), dry=True)
    assert [(row.number, row.outcome, row.fault and row.fault.code) for row in report.rows] == [(2, "accepted", None), (3, "accepted", None), (4, "refused", "inbound.id-twice")]
    application.ways_in.upload("patrol", b"\xef\xbb\xbf" + (HEAD + "1,好,1\n1,好,1\n").encode(), dry=False)
    assert ids(application) == {"1"} and len(application.engine.inbound.listed(SYSTEM_ACTOR).items) == 1


def test_too_many_rows_are_refused_at_once(application: Application) -> None:
    with pytest.raises(Invalid):
        application.ways_in.upload("patrol", (HEAD + "".join(f"{n},好,1\n" for n in range(100_000))).encode(), dry=False)
    assert not ids(application)


def test_a_file_that_cannot_be_read_holds_up_none_and_names_are_kept_apart(application: Application, clock: SettableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = put(application, clock, "a.csv", (HEAD + "1,好,1\n").encode())
    honest = Path.open
    monkeypatch.setattr(Path, "open", lambda path, *given, **named: _denied() if path.name == "a.csv" else honest(path, *given, **named))
    for number in (2, 3):
        put(application, clock, "b.csv", (HEAD + f"{number},好,1\n").encode())
        look(application)
    assert ids(application) == {"2", "3"} and locked.exists()
    assert {path.name for path in (locked.parent / "done").iterdir()} == {"b.csv", "b.csv.report.csv", "b-2.csv", "b-2.csv.report.csv"}


def _denied() -> None:
    raise PermissionError("not ours")


def test_looking_stores_nothing(application: Application) -> None:
    report = application.ways_in.upload("patrol", (HEAD + "1,a,1\n").encode(), dry=True)
    assert ([row.outcome for row in report.rows], report.taken) == (["accepted"], False)
    assert not ids(application)


def test_xlsx_is_read_and_formulas_stay_text(application: Application) -> None:
    book = openpyxl.Workbook()
    book.active.append(["编号", "情况", "数量"])
    book.active.append(["7", "=1+1", 3])
    out = io.BytesIO()
    book.save(out)
    report = application.ways_in.upload("patrol", out.getvalue(), dry=False)
    assert [row.number for row in report.rows] == [2]
    evil = application.ways_in.upload("patrol", (HEAD + '"=cmd()","x",1\n').encode(), dry=True)
    assert b"'=cmd()" in evil.csv()


def test_bombs_and_foreign_files_are_refused_whole(application: Application) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (41 * 1024 * 1024))
    entity = io.BytesIO()
    with zipfile.ZipFile(entity, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    for content in (bomb.getvalue(), entity.getvalue(), b"PK\x03\x04nonsense", b"\xff\xfe\x00\x80\x81\x00"):
        with pytest.raises(Invalid):
            application.ways_in.upload("patrol", content, dry=False)
    assert not ids(application)


@pytest.mark.parametrize(("change", "place"), [
    (("name = \"msg.patrol\"", "name = \"no message!\""), "message[1].name"), (("row.情况", "row.("), "message[1].data.what"),
    (("[drop]", "[dorp]"), "source"), (("required = [\"what\"]", "required = [\"nothing\"]"), "message[1].required"),
    (("id = \"row.编号\"\n", ""), "message[1].id"), (("about = \"test\"", "about = 3"), "source.about"), (("whole = true", "whole = true\nhole = 1"), "drop.hole"),
])
def test_a_source_that_cannot_work_is_refused_with_its_place(change: tuple[str, str], place: str) -> None:
    text = SOURCE.format(whole="true")
    assert isinstance(source_of(text.encode(), "patrol.toml"), Source)
    with pytest.raises(TomlWrong) as wrong:
        source_of(text.replace(*change).encode(), "patrol.toml")
    assert (wrong.value.file, wrong.value.place) == ("patrol.toml", place)
