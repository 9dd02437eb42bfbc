"""From BPMN to a compiled process, or to findings: deny by default."""
