"""What each role may do: every deed that has a rule, to a unit's own things and to another unit's."""

import ast
from pathlib import Path

import pytest

from policies import changes
from policies.admin.actions.operations import DEEDS as ACTION_DEEDS
from policies.admin.replies.operations import DEEDS as REPLY_DEEDS
from policies.admin.reports.correction_operations import DEEDS as CORRECTION_DEEDS
from policies.admin.reports.operations import DEEDS as UPDATE_DEEDS
from policies.management.commands.rights_table import rights_table
from policies.models import Doubt, Reading
from policies.models.rights import RULES, Role, may
from tests import factories

CHANGES = Path(changes.__file__).parent

# What each role may do to its own, spelled out: the rules are held against this, not against themselves.
READ_IN_LETTER = {
    "edit_reply", "edit_proposal", "drop_proposal", "edit_commitment", "categorise", "assign_leads", "assign_lead",
    "add_action", "edit_action", "split_action", "join_actions", "remove_action", "merge_actions", "separate_action",
    "follow_reply",
    "resolve_doubt", "take_difference", "leave_difference",
}  # fmt: skip
SIGNED_FOR = {
    "confirm_reading", "publish_reply", "withdraw_reply", "publish_action", "revise_deadline", "register_unit",
    "publish_update", "return_update", "withdraw_update", "save_case", "supersede_action", "restore_action",
    "split_published_action", "correct_span", "correct_reply",
    "answer_correction", "decline_correction", "withdraw_answer", "check_ledger",
}  # fmt: skip
REPORTED = {"record_update", "report_for", "edit_update", "submit_update", "save_evidence", "edit_ledger"}
FOR_ALL = {"ingest", "import_ledger"}
FOR_ADMINISTRATORS = {"save_register", "rename_unit", "merge_units", "delete", "keep_accounts"}


def kind_of(deed: str) -> str:
    """Return what kind of thing the deed is done to."""
    if deed == "report_for":
        return "unit"
    if deed in {"edit_update", "submit_update", "publish_update", "return_update", "withdraw_update"}:
        return "update"
    if deed in {"answer_correction", "decline_correction", "withdraw_answer"}:
        return "correction"
    if deed in {"save_evidence", "save_case"}:
        return deed.removeprefix("save_")
    about_actions = {"record_update", "publish_action", "revise_deadline", "assign_lead", "correct_span"}
    about_actions |= {"edit_ledger", "check_ledger"}
    if deed in about_actions or deed.removesuffix("s").endswith("_action"):
        return "action"
    return "doubt" if deed in {"resolve_doubt", "take_difference", "leave_difference"} else "reply"


def things_of(unit, *, confirmed: bool) -> dict:
    """Return one thing of each kind, of letters that `unit` signed."""
    reply = factories.make_reply(lead=unit, published=False, confirmed=confirmed)
    action = factories.make_reply(lead=unit, published=True).actions.get()
    update = factories.make_update(action, published=False)
    reading = Reading.objects.create(reply=reply, reader_version="1.0", result={"title": None})
    return {
        "unit": unit,
        "reply": reply,
        "action": reply.actions.get(),
        "case": reply.proposals.get(),
        "doubt": Doubt.objects.create(reading=reading, code="no_title"),
        "update": update,
        "evidence": update.evidence.get(),
        "correction": factories.make_correction(action),
    }


@pytest.fixture(scope="module")
def office(module_db) -> tuple[dict, dict]:
    """A person of each role in one unit; and the things of this unit and of another, confirmed and not."""
    own, other = factories.make_unit("青原县水利局"), factories.make_unit("青原县教育局")
    people = {role: factories.make_member(role, *([own] if role != Role.ADMINISTRATOR else [])) for role in Role}
    return people, {
        (whose, confirmed): things_of(unit, confirmed=confirmed)
        for whose, unit in (("own", own), ("another's", other))
        for confirmed in (False, True)
    }


def test_every_rule_is_in_the_walk():
    assert set(RULES) == READ_IN_LETTER | SIGNED_FOR | REPORTED | FOR_ALL | FOR_ADMINISTRATORS


def test_every_change_asks_for_a_deed_that_has_a_rule():
    asked = {
        node.args[1].value
        for path in CHANGES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "require"
        if isinstance(node.args[1], ast.Constant)
    }
    assert asked <= set(RULES)
    deeds = (*ACTION_DEEDS, *REPLY_DEEDS, *UPDATE_DEEDS, *CORRECTION_DEEDS)
    assert {deed.right or deed.name for deed in deeds} <= set(RULES)


@pytest.mark.parametrize("deed", sorted(RULES))
@pytest.mark.parametrize("confirmed", [False, True], ids=["read", "confirmed"])
def test_role_by_deed(deed, confirmed, db, office, subtests):
    people, things = office
    own, others = (things[whose, confirmed][kind_of(deed)] for whose in ("own", "another's"))
    allowed = {
        Role.REPORTER: REPORTED | FOR_ALL | (set() if confirmed else READ_IN_LETTER),
        Role.REVIEWER: REPORTED | FOR_ALL | READ_IN_LETTER | SIGNED_FOR,
        Role.ADMINISTRATOR: set(RULES),
    }
    for role, user in people.items():
        with subtests.test(role=role):
            may_do = deed in allowed[role]
            assert may(user, deed, own) == may_do
            assert may(user, deed, others) == (may_do and (role == Role.ADMINISTRATOR or deed in FOR_ALL))


def test_the_document_is_what_the_code_says():
    written = (CHANGES.parents[1] / "docs" / "rights.md").read_text(encoding="utf-8")
    assert written == rights_table(), "write it anew: manage.py rights_table > docs/rights.md"
