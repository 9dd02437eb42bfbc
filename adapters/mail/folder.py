"""Writes mails as .eml files into a folder: what the demo does when no mail server is set. Any mail program opens them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from adapters.mail.letter import letter
from engine import Mail
from engine.ports import Clock, MailFailed


class FolderMailer:
    """One file per Message-ID, so a repeated mail replaces itself, as a mail program would show it."""

    def __init__(self, folder: Path, sender: str, clock: Clock) -> None:
        self._folder, self._sender, self._clock = folder, sender, clock

    def send(self, mail: Mail) -> None:
        """Returns when the file is whole. Raises MailFailed when the folder cannot be written or the address is none."""
        name = hashlib.sha256(mail.message_id.encode()).hexdigest()[:24]
        try:
            content = letter(mail, self._sender, self._clock.now()).as_bytes()
        except ValueError as error:
            raise MailFailed(str(error), permanent=True) from error
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f".{name}.tmp"
            draft.write_bytes(content)
            draft.replace(self._folder / f"{name}.eml")
        except OSError as error:
            raise MailFailed(str(error), permanent=False) from error
