"""One row of a ledger written into the record, by way of the changes that each of its columns asks for."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from policies import changes
from policies.exchange.ledger.column import SEVERAL
from policies.exchange.ledger.columns import BY_NAME
from policies.exchange.ledger.comparing import REPORT, Finding
from policies.exchange.ledger.entries import Held, held_by_pk
from policies.exchange.ledger.pieces import read_line, written_out
from policies.exchange.ledger.sheet import words_of
from policies.exchange.ledger.values import as_day
from policies.ingest import find_unit
from policies.models import REPORTABLE, Action, Category, Evidence, Organisation, Reply, StrengthChoices, Update, seen
from policies.models.rights import scope_of
from policies.refusal import Refused


def write(found: Finding, *, by, as_draft: bool = False) -> Action:
    """Make the changes of one row, and return its action. Raises Refused with the sentence of whichever is refused."""
    if found.held is None:
        return _add(found, by=by, as_draft=as_draft)
    action, values = found.held.action, found.values
    touched = {name for name, _old, _new in found.changes}
    asked = {BY_NAME[name].written for name in touched}
    if "lead" in touched:
        changes.assign_lead(action=action, organisation=_unit(values["lead"], action.reply), by=by)
    if "edit_action" in asked:
        changes.edit_action(action=action, by=by, **_read(touched, values))
    if "revise_deadline" in asked:
        _move_deadline(action, touched, values, by=by)
    if "edit_ledger" in asked:
        entry = {name: values[name] for name in touched if BY_NAME[name].written == "edit_ledger"}
        changes.edit_ledger(action=action, by=by, **entry)
    if "check_ledger" in asked:
        changes.check_ledger(action=action, remark=values["check_remark"], by=by)
    if "record_update" in asked:
        _report(found.held, touched, values, by=by, as_draft=as_draft)
    return action


def _add(found: Finding, *, by, as_draft: bool) -> Action:
    """Make an action of a sentence of its letter, and write what its row says besides."""
    reply, start, end = found.span
    action = changes.add_action(reply=Reply.objects.get(pk=reply), start=start, end=end, by=by)
    held = held_by_pk([action.pk])[action.pk]
    now = words_of(held)
    differing = [
        [name, now[name], words]
        for name, words in found.values.items()
        if BY_NAME[name].is_open and words.strip() != now[name].strip()
    ]
    return write(
        Finding(found.outcome, action.pk, differing, held=held, values=now | found.values), by=by, as_draft=as_draft
    )


def _unit(name: str, reply: Reply) -> Organisation | None:
    if not name:
        return None
    unit = find_unit(name, reply.place)
    if unit is None:
        named = list(Organisation.objects.filter(Q(name=name) | Q(slug=name))[:2])
        unit = named[0] if len(named) == 1 else None
    if unit is None:
        raise Refused(_("没有登记主责单位“%s”，或者同名的不止一个；请照“单位”里登记的名称写。") % name)
    return unit


def _read(touched: set[str], values: dict[str, str]) -> dict:
    """Return what `edit_action` is asked for."""
    asked = {}
    if "strength" in touched:
        asked["strength"] = _chosen("strength", values["strength"], StrengthChoices.choices)
    if "categories" in touched:
        names = [each.strip() for each in values["categories"].replace("、", SEVERAL).split(SEVERAL) if each.strip()]
        asked["categories"] = [_category(name) for name in names]
    return asked


def _category(name: str) -> Category:
    found = list(Category.objects.filter(Q(name=name) | Q(slug=name))[:2])
    if len(found) != 1:
        raise Refused(_("没有登记类别“%s”，或者同名的不止一个；请照“类别”里登记的名称写。") % name)
    return found[0]


def _chosen(name: str, words: str, choices) -> str:
    code = next((code for code, label in choices if words == str(label)), None)
    if code is None:
        told = {"label": BY_NAME[name].label, "words": words or _("空"), "known": "、".join(BY_NAME[name].choices)}
        raise Refused(_("“%(label)s”不能是“%(words)s”；可以选：%(known)s。") % told)
    return code


def _move_deadline(action: Action, touched: set[str], values: dict[str, str], *, by) -> None:
    if "due_on" not in touched:
        raise Refused(_("写了时限变更理由，完成时限却没有变；请改完成时限，或清空理由。"))
    due_on = as_day(values["due_on"])
    if action.reply.confirmed_at:
        changes.revise_deadline(action=action, due_on=due_on, reason=values["due_reason"], by=by)
    else:
        changes.edit_action(action=action, due_on=due_on, by=by)


def _report(held: Held, touched: set[str], values: dict[str, str], *, by, as_draft: bool) -> Update:
    """Record what the row says as a new update; what is published is not changed by a ledger."""
    before = held.report
    if before and "progress" not in touched:
        labels = "、".join(BY_NAME[name].label for name in REPORT if name in touched)
        raise Refused(_("改了%s，进展情况还是上一次的；请写明这次做了什么。更正已公开的进展，请在系统里做。") % labels)
    if before and "happened_on" not in touched:
        raise Refused(
            _("发生日期还是上一次的（%s）；请改成这次进展发生的日子。更正已公开的进展，请在系统里做。")
            % before.happened_on.isoformat()
        )
    happened_on: date | None = as_day(values["happened_on"])
    if happened_on is None:
        raise Refused(_("写明发生日期：事情发生的那天，不是填表的那天。"))
    return changes.record_update(
        action=held.action,
        status=_chosen("status", values["status"], REPORTABLE),
        happened_on=happened_on,
        reason=values["progress"],
        evidence=_evidence(held, values["evidence"], by),
        organisation=_speaking(held.action, by),
        draft=as_draft,
        by=by,
    )


def _evidence(held: Held, words: str, by) -> list[Evidence]:
    """Return a piece for each line: one that was shown on this action before, or a new one."""
    on_action = Evidence.objects.filter(updates__action=held.action).order_by("pk").distinct()
    known = {written_out(piece): piece for piece in seen(by, on_action)}
    found = []
    for line in filter(None, (" ".join(line.split()) for line in words.splitlines())):
        piece = known.get(line) or read_line(line)
        if piece is None:
            raise Refused(_("佐证“%s”是文件，但没有上传过；文件请在系统里上传。") % line[:60])
        found.append(piece)
    return found


def _speaking(action: Action, by) -> Organisation | None:
    """Return for whom `by` reports: None is the lead; a partner of theirs where the lead is not."""
    scope = scope_of(by)
    if scope.everything or action.lead_id in scope.units:
        return None
    theirs = [each.organisation for each in action.partners.all() if each.organisation_id in scope.units]
    return theirs[0] if theirs else None
