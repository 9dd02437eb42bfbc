"""Every document a model names has a template, and every template prints: with nothing filled in, and with lists in it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typst

from engine import xml
from tests.bundles.found import ROOT

TEMPLATES = sorted(ROOT.glob("*/documents/*.typ"))
FULL: dict[str, Any] = {
    "stage": "final", "docNo": "南综检〔2026〕00001号", "caseId": "SF-1", "today": "2026-02-26", "partyName": "某店", "deadlineMode": "days", "days": 7,
    "bodies": ["zhzf.nanhu", "xfjy.nanhu"], "groups": [{"itemCode": "S01", "fact": "店外摆放", "body": "zhzf.nanhu"}], "counts": {"order": 1, "file": 2},
    "outcome": "waiverFirst", "materials": ["facts", "recheck"], "procedureHint": "simple", "urgent": True, "things": [{"thing": "钢瓶", "quantity": "2"}],
}


def test_every_document_type_of_a_model_has_exactly_one_template() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*/*.bpmn")).replace("&quot;", '"')
    called = re.findall(r"""sourceExpression=['"]="(\w+)"['"] target="docType\"""", text)
    rendered = re.findall(r'name="docType">="(\w+)"', text)
    companions = re.findall(r'\["(\w+)"\]\S* (?:else|target="companionDocs")', text)
    named = {*called, *rendered, *companions}
    stems = [path.stem for path in TEMPLATES]
    assert len(named) >= 7
    assert sorted(named) == sorted(stems)


@pytest.mark.parametrize("data", [{}, FULL], ids=["empty", "full"])
@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_template_prints(path: Path, data: dict[str, Any]) -> None:
    made = typst.compile(path, format="pdf", sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    assert isinstance(made, bytes) and made.startswith(b"%PDF")


def test_no_paper_stays_a_draft() -> None:
    """`doc.render` drafts for `issue-and-serve`, which seals; whoever else renders says that the paper is finished, or issues it with a number."""
    left = [
        node.get("id") for path in ROOT.glob("*/*.bpmn") if path.stem != "issue-and-serve" for node in xml.read(path.read_bytes()).walk()
        if node.attributes.get("{http://camunda.org/schema/1.0/bpmn}topic") == "doc.render"
        and not any(said.name == "inputParameter" and said.get("name") == "finished" and said.text == "=true" for said in node.walk())
    ]
    assert left == []
