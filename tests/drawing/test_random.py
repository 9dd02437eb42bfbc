"""Any model can be drawn: each node has a shape, each flow a line, siblings stand apart, and no line runs through a node."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.xml.drawing import complete
from tests.drawing.seeing import Seen
from tests.engine.blocks import Block, blocks, draw
from tests.engine.modelling import HEAD, bpmn

KINDS = ("task", "userTask", "exclusiveGateway", "parallelGateway", "intermediateThrowEvent", "subProcess", "callActivity")
few = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@few
@given(block=blocks())
def test_a_random_model(block: Block) -> None:
    drawn = draw(block)
    for key, text in {**drawn.called, "p": drawn.text}.items():
        model = bpmn(text, key).decode()
        made = complete(model, key)
        assert list(Seen(made).wrong()) == []
        assert made.startswith(model.removesuffix("</definitions>")), "what was there stays letter for letter"
        assert complete(made, key) == made


@st.composite
def graphs(draw_from: st.DrawFn) -> tuple[str, list[str]]:
    """Nodes and flows as chance has it, in up to four lanes: loops, islands, boundary events, several flows between the same two."""
    kinds = draw_from(st.lists(st.sampled_from(KINDS), min_size=1, max_size=14))
    number, lanes = len(kinds), draw_from(st.integers(0, 4))
    nodes = "".join(f'<{kind} id="n{index}" name="{"名" * (index % 11)}"/>' for index, kind in enumerate(kinds))
    hosts = [index for index, kind in enumerate(kinds) if kind.endswith(("ask", "Process", "Activity"))]
    events = draw_from(st.lists(st.sampled_from(hosts), max_size=5)) if hosts else []
    nodes += "".join(f'<boundaryEvent id="b{index}" attachedToRef="n{host}" name="超时"/>' for index, host in enumerate(events))
    ends = [*(f"n{index}" for index in range(number)), *(f"b{index}" for index in range(len(events)))]
    flows = draw_from(st.lists(st.tuples(st.sampled_from(ends), st.integers(0, number - 1), st.sampled_from(["", "是", "否则退回"])), max_size=24))
    lines = "".join(f'<sequenceFlow id="f{index}" sourceRef="{source}" targetRef="n{target}" name="{name}"/>' for index, (source, target, name) in enumerate(flows))
    held = [draw_from(st.integers(0, lanes)) for _ in range(number)]
    own = "".join(
        f'<lane id="l{lane}" name="部门">{"".join(f"<flowNodeRef>n{index}</flowNodeRef>" for index in range(number) if held[index] == lane)}</lane>' for lane in range(lanes)
    )
    return f'{HEAD}<process id="p">{f"<laneSet>{own}</laneSet>" if lanes else ""}{nodes}{lines}</process></definitions>', [f"l{held[index]}" for index in range(number)]


@few
@given(graph=graphs())
def test_a_random_graph(graph: tuple[str, list[str]]) -> None:
    text, lanes = graph
    seen = Seen(complete(text))
    assert list(seen.wrong()) == []
    astray = [index for index, lane in enumerate(lanes) if lane in seen.boxes and not seen.boxes[lane].holds(seen.boxes[f"n{index}"])]
    assert astray == [], "nodes stand in their lane"
