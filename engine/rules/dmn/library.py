"""Several DMN files as one library: imports and references resolved, logic compiled at first use (DMN 1.5 clause 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.domain.errors import Finding, NotFound
from engine.rules.dmn.errors import Findings
from engine.rules.dmn.graph import circles, member_names
from engine.rules.dmn.itemtypes import ItemTypes
from engine.rules.dmn.logic import Logic
from engine.rules.dmn.model import Decision, DecisionService, Definitions, KnowledgeModel, Node
from engine.rules.dmn.nodes import CompiledDecision, CompiledKnowledge, Required
from engine.rules.dmn.types import Type


class DecisionMissing(NotFound):
    """There is no decision {key}."""

    code = "dmn.decision-missing"


class Model:
    """One file within a library."""

    def __init__(self, definitions: Definitions, library: Library) -> None:
        self.definitions = definitions
        self.library = library
        self.types = ItemTypes(self)
        self.logic = Logic(self)
        self.declared = frozenset(
            [item.name for item in definitions.nodes.values()] + [item.name for item in definitions.imports]
        )
        self._members: frozenset[str] | None = None
        self._decisions: dict[str, CompiledDecision] = {}
        self._knowledge: dict[str, CompiledKnowledge] = {}

    @property
    def members(self) -> frozenset[str]:
        """Names that may stand after a dot in this model, its imports included."""
        if self._members is None:
            own = member_names(self.definitions)
            for item in self.definitions.imports:
                for other in self.imported(item.name):
                    own |= member_names(other.definitions) | set(other.definitions.by_name)
            self._members = frozenset(own)
        return self._members

    def imported(self, name: str) -> Iterator[Model]:
        """The models behind an import name."""
        for item in self.definitions.imports:
            if item.name == name:
                yield from (
                    model
                    for model in self.library.models
                    if model.definitions.namespace == item.namespace and model is not self
                )

    def type(self, reference: str | None) -> Type | None:
        """The type of a reference, None when there is none or it is unknown."""
        return self.types.type(reference)

    def allowed(self, reference: str | None) -> str | None:
        """The text of the allowed values of a named type."""
        return self.types.allowed(reference)

    def required(self, href: str) -> Required | None:
        """What an href leads to, and under which import name it is seen here ("" for own elements)."""
        namespace, _, key = href.rpartition("#")
        if not namespace or namespace == self.definitions.namespace:
            node = self.definitions.nodes.get(key)
            if node is not None:
                return Required("", self, node)
        for model in self.library.models:
            if model.definitions.namespace == namespace and key in model.definitions.nodes:
                alias = next((item.name for item in self.definitions.imports if item.namespace == namespace), "")
                return Required(alias, model, model.definitions.nodes[key])
        return None

    def decision(self, node: Decision) -> CompiledDecision:
        """The compiled decision."""
        if node.id not in self._decisions:
            self._decisions[node.id] = CompiledDecision(self, node)
        return self._decisions[node.id]

    def knowledge(self, node: KnowledgeModel) -> CompiledKnowledge:
        """The compiled business knowledge model."""
        if node.id not in self._knowledge:
            self._knowledge[node.id] = CompiledKnowledge(self, node)
        return self._knowledge[node.id]


class Library:
    """DMN files that may refer to each other.

    Raises `Refused` for circles of requirements. References and imports that lead nowhere are in `findings`; evaluating
    what needs them gives null and a problem.
    """

    def __init__(self, definitions: Iterable[Definitions]) -> None:
        self.models = tuple(Model(item, self) for item in definitions)
        self.findings: list[Finding] = []
        for model in self.models:
            found = Findings(model.definitions.file)
            self._references(model, found)
            self.findings += found.items
        rings = Findings(None)
        for ring in circles(self.models):
            rings.add("dmn.cycle", ring[0], None, names=", ".join(ring))
        rings.refuse()

    def find(
        self, key: str, kinds: tuple[type[Node], ...] = (Decision, DecisionService, KnowledgeModel)
    ) -> tuple[Model, Node]:
        """The element with that id, `namespace#id` or name; earlier files win. Raises `DecisionMissing`."""
        namespace, mark, local = key.rpartition("#")
        for by_id in (True, False):
            for model in self.models:
                if mark and model.definitions.namespace != namespace:
                    continue
                table = model.definitions.nodes if by_id else model.definitions.by_name
                node = table.get(local if mark else key)
                if node is not None and isinstance(node, kinds):
                    return model, node
        raise DecisionMissing(key=key)

    def _references(self, model: Model, found: Findings) -> None:
        for item in model.definitions.imports:
            if "DMN" in item.kind.upper() and next(model.imported(item.name), None) is None:
                found.add("dmn.import", None, None, name=item.name, namespace=item.namespace)
        for node in model.definitions.nodes.values():
            for href in hrefs(node):
                if model.required(href) is None:
                    found.add("dmn.unresolved", node.id, node.line, href=href)


def hrefs(node: Node) -> tuple[str, ...]:
    """Every reference of an element."""
    if isinstance(node, Decision):
        return node.information + node.knowledge
    if isinstance(node, KnowledgeModel):
        return node.knowledge
    if isinstance(node, DecisionService):
        return node.outputs + node.encapsulated + node.input_decisions + node.input_data
    return ()
