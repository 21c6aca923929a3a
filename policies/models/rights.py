"""Who may do what to which object. Asked by every change and by the admin's lists and pages alike.

A role (a group) says what somebody does, memberships say of which units. What is theirs the models say of
one row (`is_of`), and models/visibility.py of whole lists. docs/rights.md is made from this file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.refusal import Refused


class Role(models.TextChoices):
    """The names of the groups, with what their members do."""

    REPORTER = "reporter", gettext_lazy("填报员")
    REVIEWER = "reviewer", gettext_lazy("审核员")
    ADMINISTRATOR = "administrator", gettext_lazy("管理员")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose record somebody works on: their units with all below them, and the places of those they belong to."""

    roles: frozenset[str] = frozenset()
    units: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    account: int | None = None
    """Whose scope it is: what they handed in themselves and nothing rests on yet is seen by nobody else."""

    @property
    def everything(self) -> bool:
        return Role.ADMINISTRATOR in self.roles


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may do a deed to what is theirs; `confirmed` once a person stands for the reading of the letter."""

    roles: frozenset[str]
    confirmed: frozenset[str]
    theirs: Callable = lambda obj, scope: obj.is_of(scope)


def _reported(action, scope: Scope) -> bool:
    """Say whether one of their units leads the action, or acts with the lead."""
    return action.is_reported_by(scope)


def _of_letter(obj, scope: Scope) -> bool:
    """Say whether the letter, or the letter in which the action stands, is theirs."""
    return getattr(obj, "reply", obj).is_of(scope)


def _in_ledger(action, scope: Scope) -> bool:
    """Say whether they keep the action's row in the ledger: one of their units leads or helps, or signed its letter."""
    return action.is_reported_by(scope) or action.is_of(scope)


def _anybody(obj, scope: Scope) -> bool:
    return True


STAFF = frozenset({Role.REPORTER, Role.REVIEWER, Role.ADMINISTRATOR})
REVIEWERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

READING = Rule(STAFF, REVIEWERS, _of_letter)
SIGNED = Rule(REVIEWERS, REVIEWERS)
REPORTING = Rule(STAFF, STAFF)
REGISTER = Rule(ADMINISTRATORS, ADMINISTRATORS, _anybody)

RULES: dict[str, Rule] = {
    # A letter until it is confirmed, and afterwards by reviewers alone: what was read in it.
    "ingest": Rule(STAFF, STAFF, _anybody),
    "edit_reply": READING,
    "edit_proposal": READING,
    "drop_proposal": READING,
    "edit_commitment": READING,
    "categorise": READING,
    "assign_leads": READING,
    "assign_lead": READING,
    "add_action": READING,
    "edit_action": READING,
    "split_action": READING,
    "join_actions": READING,
    "remove_action": READING,
    "follow_reply": READING,
    "merge_actions": READING,
    "separate_action": READING,
    "resolve_doubt": READING,
    "take_difference": READING,
    "leave_difference": READING,
    # What a reviewer signs for.
    "confirm_reading": SIGNED,
    "publish_reply": SIGNED,
    "withdraw_reply": SIGNED,
    "publish_action": SIGNED,
    "revise_deadline": SIGNED,
    "supersede_action": SIGNED,
    "restore_action": SIGNED,
    "split_published_action": SIGNED,
    "correct_span": SIGNED,
    "correct_reply": SIGNED,
    "register_unit": SIGNED,
    # Progress: of one's own units, published by another person than wrote it.
    "record_update": Rule(STAFF, STAFF, _reported),
    "report_for": REPORTING,
    "edit_update": REPORTING,
    "submit_update": REPORTING,
    "publish_update": SIGNED,
    "return_update": SIGNED,
    "withdraw_update": SIGNED,
    # The ledger: what no public page shows. An import asks of each row what the row would change.
    "edit_ledger": Rule(STAFF, STAFF, _in_ledger),
    "check_ledger": SIGNED,
    "import_ledger": Rule(STAFF, STAFF, _anybody),
    # What readers wrote: answered for everybody to see, or declined.
    "answer_correction": SIGNED,
    "decline_correction": SIGNED,
    "withdraw_answer": SIGNED,
    # Registers: proposals and what hangs on them by reviewers, the rest by administrators.
    "save_case": SIGNED,
    "save_evidence": REPORTING,
    "save_register": REGISTER,
    "rename_unit": REGISTER,
    "merge_units": REGISTER,
    "delete": REGISTER,
    "keep_accounts": REGISTER,
}

# What nobody does to what they wrote themselves, unless the office is one person.
BY_ANOTHER = frozenset({"publish_update"})


def scope_of(by) -> Scope:
    """Return what `by` works on today. Kept on the account for as long as a request lasts."""
    if by is None or not by.is_active or not by.is_staff:
        return Scope()
    if by.is_superuser:
        return Scope(roles=ADMINISTRATORS, account=by.pk)
    if not hasattr(by, "_scope"):
        roles = frozenset(by.groups.values_list("name", flat=True)) & STAFF
        by._scope = Scope(roles, *by.memberships.reach(), account=by.pk) if roles else Scope()
    return by._scope


def may(by, deed: str, obj) -> bool:
    """Say whether `by` may do `deed` (the name of a change) to `obj`; of None, whether to anything at all."""
    rule, scope = RULES[deed], scope_of(by)
    settled = obj is not None and getattr(obj, "is_confirmed", False)
    if not scope.roles & (rule.confirmed if settled else rule.roles):
        return False
    if obj is None or scope.everything or rule.theirs(obj, scope):
        return not (obj is not None and deed in BY_ANOTHER and wrote(by, obj))
    return False


def wrote(by, obj) -> bool:
    """Say whether what `by` would publish is their own writing, which another person has to look at."""
    return not settings.ONE_PERSON_OFFICE and by.pk in obj.writers()


def require(by, deed: str, obj) -> None:
    """Raise Refused unless `by` may do `deed` to `obj`."""
    if may(by, deed, obj):
        return
    if deed in BY_ANOTHER and scope_of(by).roles & RULES[deed].roles and wrote(by, obj):
        raise Refused(_("自己填报或提交的进展要由另一个人审核公开；请交给本单位别的审核员。"))
    rule, roles = RULES[deed], scope_of(by).roles
    if roles & rule.roles and not roles & rule.confirmed and getattr(obj, "is_confirmed", False):
        raise Refused(_("这件答复的读取已经确认，由审核员来改；您的角色不能改。"))
    raise Refused(_("您没有做这件事的权限；请联系本单位的管理员。"))
