"""A model as an editor can show it (dialect A0, E): the words of Operaton, Flowable and Activiti stand in the one namespace that editors know,
and what Flowable leaves unsaid is said. Stored files stay as they were sent; what is published from the editor is the rewritten one."""

from __future__ import annotations

import re

from engine.execution.reading import foreign
from engine.execution.reading.namespaces import ALIASES, CAMUNDA
from engine.xml import XmlRefused, read, text_of

DECLARED = re.compile(r"""(xmlns(?::[\w.-]+)?\s*=\s*)(["'])(""" + "|".join(map(re.escape, sorted(ALIASES - {CAMUNDA}))) + r")\2")
PROCESS = re.compile(r"""<((?:[\w.-]+:)?process)(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>""")


def for_editor(content: bytes) -> str:
    """The text of a BPMN file for an editor; as it is where it needs nothing, or could not be read again once rewritten."""
    text = text_of(content)
    if DECLARED.search(text) is None:
        return text
    document = read(content)
    changed = DECLARED.sub(rf"\g<1>\g<2>{CAMUNDA}\g<2>", text)
    if foreign.speaks(document):
        changed = PROCESS.sub(_executable, changed)
    try:
        read(changed.encode())
    except XmlRefused:  # one element used two of the namespaces for the same attribute
        return text
    return changed


def _executable(found: re.Match[str]) -> str:
    """The start tag of a process that says whether it is executable."""
    name, attributes = found[1], found[2]
    return found[0] if re.search(r"\sisExecutable\s*=", attributes) else f'<{name} isExecutable="true"{attributes}>'
