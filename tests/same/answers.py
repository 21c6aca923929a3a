"""One answer of the site as it is kept: its status, its headers, its body without what differs from run to run."""

import io
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from hashlib import sha256

ZIP, SQLITE = b"PK\x03\x04", b"SQLite format 3\x00"

# What differs between two runs of the same code. Each rule: why, what is sought in a body, what stands in its place.
RULES = [
    ("a token against forged forms is random", rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1..."),
]
# Of these headers no value is kept: a body says itself how long it is, and a workbook is packed differently each time.
LEFT_OUT = {"Content-Length"}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.body).hexdigest()


def answer_of(response) -> Answer:
    """Return what is kept of a response of Django's test client."""
    headers = {name: _header(name, value) for name, value in response.headers.items() if name not in LEFT_OUT}
    if response.cookies:
        headers["Set-Cookie"] = ", ".join(sorted(response.cookies))
    return Answer(response.status_code, headers, body_of(response.getvalue()))


def _header(name: str, value: str) -> str:
    if name == "ETag":  # it names the edition, which is random; whether it is weak is told
        return re.sub(r'"[^"]*"', '"..."', value)
    if name == "Content-Security-Policy":  # written in the order of a set
        return "; ".join(sorted(part.strip() for part in value.split(";")))
    return value


def body_of(content: bytes) -> bytes:
    """Return a body as it is compared: archives and databases as the text of what is in them."""
    if content.startswith(ZIP):
        return _parts_of(content)
    if content.startswith(SQLITE):
        return _rows_of(content)
    for _why, sought, instead in RULES:
        content = re.sub(sought, instead, content)
    return content


def _parts_of(archive: bytes) -> bytes:
    """Return the files of an archive, a workbook too, one below the other by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        names = sorted(opened.namelist())
        return b"\n".join(f"=== {name}\n".encode() + body_of(opened.read(name)) for name in names)


def _rows_of(database: bytes) -> bytes:
    """Return a database as the SQL that makes it."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        return "\n".join(connection.iterdump()).encode()
    finally:
        connection.close()
