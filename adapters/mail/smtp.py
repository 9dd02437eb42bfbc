"""Sends mail through an SMTP server: smtp://, smtp+starttls:// or smtps://user:password@host:port."""

from __future__ import annotations

import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from adapters.mail.letter import letter
from engine import Mail
from engine.ports import Clock, MailFailed

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class SmtpMailer:
    """One connection per mail: a reminder is rare, and an idle connection is one more thing that breaks."""

    def __init__(self, url: str, sender: str, clock: Clock, *, timeout_seconds: int = 20) -> None:
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("ONETHING_SMTP_URL: smtp://, smtp+starttls:// or smtps:// with a host is needed")
        self._scheme, self._host, self._port = parts.scheme, parts.hostname, parts.port or PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._sender, self._clock, self._timeout = sender, clock, timeout_seconds

    def send(self, mail: Mail) -> None:
        """Returns when the server took the mail. Raises MailFailed; permanent for a 5xx answer about this mail."""
        try:
            message = letter(mail, self._sender, self._clock.now())
        except ValueError as error:  # an address or header that no server would take
            raise MailFailed(str(error), permanent=True) from error
        try:
            with self._connect() as connection:
                connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise MailFailed(str(error), permanent=all(code >= 500 for code in codes)) from error
        except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
            raise MailFailed(str(error), permanent=error.smtp_code >= 500) from error
        except (smtplib.SMTPException, OSError) as error:  # cannot connect, sign in, or keep the line: the next try may
            raise MailFailed(f"{type(error).__name__}: {error}", permanent=False) from error

    def healthy(self) -> str:
        """"" when the server lets us in, else what is wrong."""
        try:
            with self._connect() as connection:
                connection.noop()
        except (smtplib.SMTPException, OSError) as error:
            return f"{type(error).__name__}: {error}"
        return ""

    def _connect(self) -> smtplib.SMTP:
        if self._scheme == "smtps":
            context = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context)
        else:
            connection = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        try:
            if self._scheme == "smtp+starttls":
                connection.starttls(context=ssl.create_default_context())
            if self._user:
                connection.login(self._user, self._password)
        except BaseException:
            connection.close()
            raise
        return connection
