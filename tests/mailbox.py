"""A mail server on this machine: what an app sends, as real mail programs get it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from apps import free_port


@dataclass
class Mailbox:
    """Everything that was sent, whoever it was for."""

    port: int
    mails: list[tuple[list[str], EmailMessage]] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """Return what an app that sends its mail here is started with."""
        return {
            "SMTP_URL": f"smtp://127.0.0.1:{self.port}",
            "MAIL_FROM": "My App <no-reply@example.com>",
        }

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail: aiosmtpd calls this."""
        content = envelope.content
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, _class=EmailMessage, policy=policy.default)
        self.mails.append((list(envelope.rcpt_tos), mail))
        return "250 Taken"

    def sent_to(self, address: str) -> list[str]:
        """List the texts that went to one address, in their order."""
        return [mail.get_content() for to, mail in self.mails if to == [address]]

    def wait(self, address: str, count: int = 1) -> str:
        """Wait until so many mails came for an address, and return the last one's text."""
        end = time.monotonic() + 15
        while len(self.sent_to(address)) < count:
            assert time.monotonic() < end, f"{len(self.sent_to(address))} mails to {address}"
            time.sleep(0.05)
        return self.sent_to(address)[count - 1]


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """Run a mail server on a free port of 127.0.0.1."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def link(text: str) -> str:
    """Return the path and the query of the one link with a token in a mail."""
    (found,) = re.findall(r"https?://[^/\s]+(/\S+\?token=\S+)", text)
    return str(found)
