"""One uploaded file on its way into the engine."""

from __future__ import annotations

from werkzeug.datastructures import FileStorage

from engine import FileRef, Invalid, TooLarge
from web import current, faults

LONGEST_NAME = 200


def store(sent: FileStorage | None, *, instance_id: str | None = None, task_id: str | None = None) -> FileRef:
    """Keeps a file. Raises `Invalid` when none was chosen and `TooLarge` (413) over the set limit.

    The name is shown and offered at download, never used as a path (OWASP ASVS 5.3.2); folders and control characters go.
    """
    if sent is None or not sent.filename:
        raise Invalid(code="file.none", fields={"file": ["required"]})
    limit = current.application().settings.max_upload_bytes
    content = sent.stream.read(limit + 1)
    if len(content) > limit:
        raise TooLarge(limit=faults.megabytes(limit))
    name = sent.filename.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if letter.isprintable())[-LONGEST_NAME:].strip() or "file"
    return current.engine().files.put(
        current.actor(), name=name, content=content, mime=sent.mimetype or "", instance_id=instance_id, task_id=task_id,
    )
