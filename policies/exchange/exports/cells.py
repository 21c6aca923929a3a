"""Cells that a spreadsheet would run: marked as words on the way out, and themselves again on the way back."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for a formula where a cell begins with it (OWASP, "CSV Injection")."""
MARK = "'"
_FIRST = frozenset((*FORMULA, MARK))


def defused(text: str) -> str:
    """Return the words so that no spreadsheet runs them. What begins like a defused cell is marked once more."""
    if text[:1] not in _FIRST:  # nearly always: a file has millions of cells
        return text
    return f"{MARK}{text}" if text.startswith(FORMULA) or _is_marked(text) else text


def as_written(cell: str) -> str:
    """Return the words that `defused` was given."""
    return cell[1:] if _is_marked(cell) else cell


def _is_marked(text: str) -> bool:
    return text.startswith(MARK) and text.lstrip(MARK).startswith(FORMULA)
