"""What somebody reads before signing for it, in words: of an update, of an action, of a whole letter.

A page carries it (`meanwhile`), and a deed is refused once where any of it has changed since.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.admin.replies.head_forms import OF_THE_LETTER
from policies.models import Action, Evidence, Reply, Update


def of_update(update: Update) -> dict[str, str]:
    return {
        _("审核"): update.get_state_display(),
        _("状态"): update.get_status_display(),
        _("发生日期"): _day(update.happened_on),
        _("代表哪个单位"): str(update.organisation),
        _("说明"): update.reason,
        _("更正哪一条"): str(update.replaces or ""),
        _("佐证"): "；".join(_piece(piece) for piece in update.evidence.all()),
    }


def of_action(action: Action) -> dict[str, str]:
    return {
        _("原文"): action.quote,
        _("力度"): action.get_strength_display(),
        _("期限"): _day(action.due_on),
        _("期限（原文）"): action.due_text,
        _("主责单位"): str(action.lead or ""),
        _("协办单位"): "、".join(partner.name for partner in action.partners.all()),
        _("类别"): "、".join(category.name for category in action.categories.all()),
        _("承诺事项"): str(action.commitment),
    }


def of_letter(reply: Reply) -> dict[str, str]:
    """Return what was read in the letter: its head, the proposals it answers, each of its actions."""
    told = {str(Reply._meta.get_field(name).verbose_name): _field(reply, name) for name in [*OF_THE_LETTER, "place"]}
    told[_("答复单位")] = "、".join(_party(issuer) for issuer in reply.issuers.all())
    told[_("答复对象")] = "、".join(addressee.name for addressee in reply.addressees.all())
    told[_("接续哪件答复")] = str(reply.follows or "")
    answered = sorted(reply.proposals.all(), key=lambda proposal: proposal.pk)
    told[_("答复的提案和建议")] = "；".join(
        " ".join(str(part) for part in (each.called, each.title, each.session, each.category) if part)
        for each in answered
    )
    actions = reply.actions.filter(removed_at__isnull=True).select_related("lead", "commitment")
    for action in actions.prefetch_related("partners", "categories").order_by("start"):
        called = _("第 %s 号举措") % action.pk
        told |= {f"{called} · {what}": words for what, words in of_action(action).items() if words}
    return told


def lead_of(action: Action) -> dict[str, str]:
    """Return for whom one reports."""
    return {_("主责单位"): str(action.lead or "")}


def deadline_of(action: Action) -> dict[str, str]:
    return {_("期限"): _day(action.due_on)}


def quote_of(action: Action) -> dict[str, str]:
    return {_("原文"): action.quote}


def _field(row, name: str) -> str:
    if hasattr(row, f"get_{name}_display"):
        return getattr(row, f"get_{name}_display")()
    value = getattr(row, name)
    return _day(value) if name.endswith("_on") else str(value if value is not None else "")


def _day(day) -> str:
    return date_format(day) if day else ""


def _party(issuer) -> str:
    unit = issuer.organisation
    return issuer.name if unit is None or unit.name == issuer.name else f"{issuer.name}（{unit.name}）"


def _piece(piece: Evidence) -> str:
    words = [piece.title, piece.url, piece.file.name, piece.sha256, piece.number, piece.issuer, _day(piece.dated)]
    shown = [_("可以公开")] if piece.file_is_public else []
    return " ".join(filter(None, [piece.get_kind_display(), *words, *shown]))
