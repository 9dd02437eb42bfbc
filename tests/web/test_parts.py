"""The small pieces: JSON, moments, redirects, forms in English, assets."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from adapters.bootstrap import Application
from engine import SYSTEM_ACTOR
from tests.web.errand import BPMN
from tests.web.errand import files as errand_files
from web import assets, jsontext
from web.auth import back
from web.present import moments
from web.present.answers import read
from web.present.forms import in_english
from web.present.names import Names

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_in_a_script_keeps_its_value_and_cannot_end_it(value: object) -> None:
    text = str(jsontext.in_script(value))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value


def test_decimals_come_in_exactly_and_go_out_as_numbers() -> None:
    assert jsontext.parse(b'{"a": 1.10, "b": 3}') == {"a": Decimal("1.10"), "b": 3}
    assert json.loads(jsontext.in_script({"a": Decimal("1.10"), "b": Decimal("3.00"), "at": NOW})) == {"a": 1.1, "b": 3, "at": "2026-03-02T01:00:00+00:00"}
    for text in (b"NaN", b"[Infinity]", b"{", b""):
        with pytest.raises(ValueError):
            jsontext.parse(text)
    with pytest.raises(TypeError):
        jsontext.in_script(object())


def test_a_day_ends_at_24_00() -> None:
    assert moments.due(datetime(2026, 3, 3, 16, 0, tzinfo=UTC)) == "2026-03-03 24:00"
    assert moments.due(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == "2026-12-31 24:00"
    assert moments.due(datetime(2026, 3, 3, 15, 59, tzinfo=UTC)) == "2026-03-03 23:59"
    assert moments.due(None) == moments.moment(None) == moments.short(None, NOW) == moments.left(None, NOW) == ""


@pytest.mark.parametrize(("gap", "text"), [
    (timedelta(days=2), "剩 2 天"), (timedelta(days=1, hours=23), "剩 47 小时"), (timedelta(minutes=59), "剩 59 分钟"), (timedelta(0), "剩 0 分钟"),
    (timedelta(minutes=-1), "已超 1 分钟"), (timedelta(days=-3), "已超 3 天"),
])
def test_time_left_and_over(gap: timedelta, text: str) -> None:
    assert moments.left(NOW + gap, NOW) == text


@pytest.mark.parametrize(("value", "text"), [
    (datetime(2026, 3, 2, 0, 30, tzinfo=UTC), "今天 08:30"), (datetime(2026, 3, 1, 15, 59, tzinfo=UTC), "03-01 23:59"),
    (datetime(2025, 3, 1, tzinfo=UTC), "2025-03-01"),
])
def test_short_moments(value: datetime, text: str) -> None:
    assert moments.short(value, NOW) == text


@given(st.text())
def test_a_way_back_is_always_a_path_of_this_site(target: str) -> None:
    found = back.safe(target, "/home")
    assert found == "/home" or (found == target and found.startswith("/") and not found.startswith(("//", "/\\")))


def test_a_form_in_english_changes_texts_and_nothing_else() -> None:
    schema = {"id": "f", "components": [
        {"type": "radio", "key": "answer", "label": "答复", "values": [{"value": "yes", "label": "是"}, {"value": "no", "label": "否"}]},
        {"type": "dynamiclist", "path": "items", "label": "清单", "components": [{"type": "textfield", "key": "fact", "label": "事实"}]},
        {"type": "group", "components": [{"type": "textfield", "key": "fact", "label": "事实"}]}, {"type": "text", "text": "说明"},
    ]}
    before = json.dumps(schema)
    made = in_english(schema, {"answer": "Answer", "answer=yes": "Yes", "items.fact": "Fact", "items": "Items"})
    assert json.dumps(schema) == before
    answer, items, group, text = made["components"]
    assert (answer["label"], answer["values"]) == ("Answer", [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "否"}])
    assert (items["label"], items["components"][0]["label"]) == ("Items", "Fact")
    assert group["components"][0]["label"] == "事实"
    assert text == {"type": "text", "text": "说明"}


def test_answers_are_read_with_labels_and_options() -> None:
    schema = {"components": [
        {"type": "radio", "key": "answer", "label": "答复", "values": [{"value": "yes", "label": "参加"}]},
        {"type": "group", "components": [{"type": "taglist", "key": "matters", "label": "事项", "values": [{"value": "S01", "label": "出店经营"}]}]},
        {"type": "dynamiclist", "path": "items", "label": "清单", "components": [{"type": "textfield", "key": "fact", "label": "事实"}]},
        {"type": "textfield", "key": "empty", "label": "空"},
    ]}
    data = {"other": True, "items": [{"fact": "一"}, {"fact": "二"}], "matters": ["S01", "S99"], "answer": "yes", "empty": ""}
    assert read(schema, data) == (("答复", "参加"), ("事项", "出店经营、S99"), ("清单", "事实: 一\n事实: 二"), ("other", "是"))
    assert read(None, {"a": {"b": [1, None]}}) == (("a", "b: 1、—"),)


def test_the_manifest_gives_each_entry_with_the_styles_of_what_it_imports(tmp_path: Path) -> None:
    assert assets.read(tmp_path / "none.json") == {}
    (tmp_path / "manifest.json").write_text(json.dumps({
        "src/form.ts": {"file": "assets/form-1.js", "name": "form", "isEntry": True, "imports": ["_shared.js"], "css": ["assets/form.css"]},
        "_shared.js": {"file": "assets/shared.js", "name": "shared", "css": ["assets/shared.css"], "imports": ["_shared.js"]},
    }), encoding="utf-8")
    found = assets.read(tmp_path / "manifest.json")
    assert list(found) == ["form"]
    assert found["form"]["styles"] == ["assets/form.css", "assets/shared.css"]


@pytest.mark.parametrize(("language", "name", "shown"), [
    ("en", "签发：责令改正通知书", "Sign: Order to correct"), ("en", "签发：别的文书", "Sign: 别的文书"), ("en", "签发", "Sign"), ("en", "无名：甲", "无名：甲"),
    ("zh", "签发：责令改正通知书", "签发：责令改正通知书"),
])
def test_a_task_says_what_it_is_about_in_both_languages(application: Application, language: str, name: str, shown: str) -> None:
    labels = {"issue": {"sign": "Sign", "责令改正通知书": "Order to correct"}}
    forms = {name: content for name, content in errand_files().items() if name.endswith(".form")}
    files = {**forms, "issue.bpmn": BPMN.replace("errand", "issue").encode(), "i18n/en.json": json.dumps(labels, ensure_ascii=False).encode()}
    application.engine.definitions.deploy(SYSTEM_ACTOR, "issue", files)
    with Flask(__name__).test_request_context(headers={"Accept-Language": language}):
        names = Names(application.engine, language, {})
        assert names.step("issue", "sign" if name.startswith("签发") else "other", name) == shown
