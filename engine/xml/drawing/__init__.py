"""Draw BPMN files that have no drawing, or one in which elements are missing: pure, and the same picture for the same file.

`complete(text)` is the file with a drawing; `undrawn(document)` says what has none.
"""

from engine.xml.drawing.completing import complete, undrawn

__all__ = ["complete", "undrawn"]
