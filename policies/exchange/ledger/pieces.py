"""Evidence in a cell of the ledger: a line for each piece, out and back."""

import re

from policies.models import Evidence, EvidenceKind

FILE = "文件："
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def written_out(piece: Evidence) -> str:
    """Return a piece of evidence as one line."""
    title = " ".join(piece.title.split())
    if piece.kind == EvidenceKind.LINK:
        return f"{title} {piece.url}".strip()
    if piece.kind == EvidenceKind.FILE:
        return f"{FILE}{title or piece.file_name or '没有名称'}"
    about = "，".join(str(part) for part in (piece.number, piece.issuer, piece.dated) if part)
    return f"{title}（{about}）" if about else title


def read_line(line: str) -> Evidence | None:
    """Return the piece that a line names and nobody handed in before; None for a file, which no line can hand in."""
    line = " ".join(line.split())
    if found := ADDRESS.search(line):
        title = f"{line[: found.start()]} {line[found.end() :]}".strip()
        return Evidence(kind=EvidenceKind.LINK, url=found[0], title=title)
    return None if line.startswith(FILE) else Evidence(kind=EvidenceKind.DOCUMENT, title=line)
