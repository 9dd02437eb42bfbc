"""The work app as a list, for tests: the same promises, no socket."""

from __future__ import annotations

from adapters.dingtalk.notices import DOMAIN
from engine import Mail
from engine.ports import Mailer, MailFailed


class FakeWorkApp:
    """`shown` is what people see, by the notice's number; `unknown` are accounts the app does not have; `down` fails every call."""

    def __init__(self, others: Mailer, unknown: frozenset[str] = frozenset()) -> None:
        self._others, self._unknown, self.down = others, unknown, False
        self.shown: dict[str, tuple[str, str]] = {}

    def send(self, mail: Mail) -> None:
        """As the real one does."""
        if not mail.to.lower().endswith(DOMAIN):
            self._others.send(mail)
            return
        if self.down:
            raise MailFailed("the gateway does not answer", permanent=False)
        account = mail.to.lower().removesuffix(DOMAIN)
        if account in self._unknown:
            raise MailFailed("the account is not known", permanent=True)
        self.shown.setdefault(mail.message_id.strip("<>"), (account, f"{mail.subject}\n{mail.body}"))
