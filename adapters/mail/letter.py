"""An RFC 5322 message from what the engine wants said. The Message-ID is the engine's, so a repeat can be recognised."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from engine import Mail


def letter(mail: Mail, sender: str, now: datetime) -> EmailMessage:
    """The message; plain text in UTF-8, marked as automatic (RFC 3834) so that no holiday reply comes back."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = mail.to
    message["Subject"] = mail.subject.replace("\r", " ").replace("\n", " ")
    message["Date"] = format_datetime(now)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = "en" if mail.language == "en" else "zh-CN"
    message.set_content(mail.body)
    return message
