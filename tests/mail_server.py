"""A mail server on a port of this machine, from the package aiosmtpd: keeps what it takes, refuses or falls silent as told."""

import socket
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

STAGES = ("EHLO", "MAIL", "RCPT", "DATA", "TAKEN", "ANSWERED")
"""The stages of a mail: DATA has come but was not taken yet; TAKEN, and not answered yet; ANSWERED a moment ago."""


class MailServer:
    """`taken` holds each delivery as (address, bytes). `at(stage, n)` is called at each stage, counted from 1."""

    def __init__(self, at: Callable[[str, int], None] = lambda stage, n: None):
        self.taken: list[tuple[str, bytes]] = []
        self.refused: dict[str, str] = {}
        self.at = at
        self.counts: Counter[str] = Counter()
        self.died_over: list[str] = []  # the last mail that each killed run left here, by Message-ID
        self.most = 0  # so many mails over one connection, if any
        self._over_one = 0
        self._server = None

    def __enter__(self):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{port}"
        self.settings = {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": port,
        }
        self._controller = Controller(self, hostname="127.0.0.1", port=port)
        self._controller.start()
        return self

    def __exit__(self, *trouble) -> None:
        self._controller.stop()

    @property
    def mails(self) -> dict[str, bytes]:
        """What was taken by Message-ID: the same one twice is the same mail, and has to be the same bytes."""
        found: dict[str, bytes] = {}
        for _address, data in self.taken:
            name = read(data)["Message-ID"]
            assert found.setdefault(name, data) == data
        return found

    @property
    def again(self) -> Counter[str]:
        """How often each mail came beyond the first time."""
        return Counter(read(data)["Message-ID"] for _address, data in self.taken) - Counter(self.mails.keys())

    def hang_up(self) -> None:
        """Break the connection without a word."""
        self._server.transport.abort()

    # Called by aiosmtpd.

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self._server, self._over_one = server, 0
        self._at("EHLO")
        session.host_name = hostname
        return responses

    async def handle_MAIL(self, server, session, envelope, address, options):
        self._at("MAIL")
        self._over_one += 1
        if self.most and self._over_one > self.most:
            return "421 too many mails over one connection"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        self._at("RCPT")
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self._at("DATA")
        [address] = envelope.rcpt_tos
        self.taken.append((address, envelope.original_content))
        self._at("TAKEN")
        server.loop.call_soon(self._at, "ANSWERED")
        return "250 OK"

    def _at(self, stage: str) -> None:
        self.counts[stage] += 1
        self.at(stage, self.counts[stage])


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)
