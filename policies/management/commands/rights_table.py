"""Print who may do what, as docs/rights.md holds it: made from `policies.models.rights`, so that the two cannot differ."""

from django.core.management.base import BaseCommand
from django.utils import translation

from policies.models.rights import BY_ANOTHER, RULES, Role, Rule

HEAD = """# Who may do what

Made from `policies/models/rights.py` by `manage.py rights_table`; the tests hold that this file is what it prints.

Every change asks `rights.require`, and the lists and pages of the admin ask `models/visibility.py` for what somebody sees, \
so a form, a bulk form and a request made by hand meet the same rule. A role says what somebody does; memberships say \
of which units, from when until when. A unit reaches those below it and those that it took over.

| role | 中文 |
|---|---|
"""
DEEDS = """
{confirmed}

| deeds | of what | {roles} |
|---|---|{dashes}
"""
OF_WHAT = {
    "_anybody": "anything",
    "_of_letter": "a letter of theirs: signed by one of their units, or by nobody known yet: in their place or, while that is not \
known either, taken in by their units",
    "_reported": "an action that one of their units leads or helps with",
    "_in_ledger": "an action that one of their units leads or helps with, or of a letter of theirs",
    "<lambda>": "what is of their units",
}
FOOT = """
Superusers may do all of it. An account that is not active or not staff may do none of it and sees nothing. \
{by_another} asks for another person than wrote or handed in the update, unless `ONE_PERSON_OFFICE` is set.
"""


class Command(BaseCommand):
    help = "按代码列出每个角色能做什么（docs/rights.md 的内容）。"

    def handle(self, *args, **options):
        with translation.override("zh-hans"):
            self.stdout.write(rights_table(), ending="")


def rights_table() -> str:
    """Return the whole document, ending in a new line."""
    roles = "".join(f"| `{role.value}` | {role.label} |\n" for role in Role)
    tables = "".join(
        _table(title, settled)
        for title, settled in (
            ("Until a person has confirmed the reading of the letter:", False),
            ("Afterwards:", True),
        )
    )
    return HEAD + roles + tables + FOOT.format(by_another="、".join(f"`{deed}`" for deed in sorted(BY_ANOTHER)))


def _table(title: str, confirmed: bool) -> str:
    head = DEEDS.format(confirmed=title, roles=" | ".join(role.value for role in Role), dashes="---|" * len(Role))
    grouped: dict[tuple, list[str]] = {}
    for deed, rule in RULES.items():
        grouped.setdefault((rule.confirmed if confirmed else rule.roles, _of_what(rule)), []).append(deed)
    rows = [
        f"| {', '.join(f'`{deed}`' for deed in deeds)} | {of_what} | "
        + " | ".join("✓" if role in may else "—" for role in Role)
        + " |\n"
        for (may, of_what), deeds in grouped.items()
    ]
    return head + "".join(rows)


def _of_what(rule: Rule) -> str:
    return OF_WHAT[rule.theirs.__name__]
