"""What somebody typed and sent after their session had ended: carried, signed, through the login page, and offered again.

Nothing of it is stored here: the login page holds it in a hidden field. It is bound to the account that typed it, and to
the page it was for; passwords and files are left out.
"""

import json
from dataclasses import dataclass

from django.core import signing

SALT = "tracker.kept"
LONGEST_KEPT = 200_000
DAY = 24 * 60 * 60
# What a page's own fields carry besides what was typed.
LEFT_OUT = ("csrfmiddlewaretoken", "password")
# What a page wrote itself, and nobody typed.
NOT_TYPED = ("shown", "theirs", "previewed")


@dataclass(frozen=True, slots=True)
class Kept:
    """The fields of one form: `path` takes them, `user` is the account that typed them."""

    user: str
    path: str
    fields: list[tuple[str, str]]
    files: list[str]

    def words(self) -> list[str]:
        """Return what a person will know again: values of more than one word, or not of ASCII alone."""
        typed = (value.strip() for name, value in self.fields if name not in NOT_TYPED)
        return list(dict.fromkeys(text for text in typed if not text.isascii() or len(text.split()) > 1))


def pack(request, user: str) -> str:
    """Return the form that was sent with `request` as a signed text; an empty one where it is empty or too long."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name for word in LEFT_OUT)
    ]
    files = [file.name for _name, several in request.FILES.lists() for file in several]
    held = {"user": user, "path": request.get_full_path(), "fields": fields, "files": files}
    if not fields or len(json.dumps(held)) > LONGEST_KEPT:
        return ""
    return signing.dumps(held, salt=SALT, compress=True)


def unpack(text: str) -> Kept | None:
    """Return what `pack` packed; None where it is older than a day or was packed by nobody here."""
    try:
        held = signing.loads(text, salt=SALT, max_age=DAY)
    except signing.BadSignature:
        return None
    return Kept(held["user"], held["path"], [tuple(field) for field in held["fields"]], held["files"])
