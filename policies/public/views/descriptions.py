"""What each page is about, in a sentence or two: for search engines and for those who see only a link to it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policies.models import Action, Category, Organisation, Place, Proposal, Reply, Status
from policies.public.markup.head import plain
from policies.public.markup.words import called, day, meeting
from policies.queries.totals import StatusBar
from policies.reader.phones import masked

QUOTED = 80
TITLED = 60


def of_action(action: Action, reported: Action) -> str:
    """The quote, its status (that of `reported`), its unit and its letter."""
    return _("“%(quote)s”状态：%(status)s。主责单位：%(unit)s。出自%(letter)s。") % {
        "quote": clipped(action.shown_quote, QUOTED),
        "status": Status(reported.status).label,
        "unit": masked(action.lead.name) if action.lead else _("未定"),
        "letter": _letter(action.reply),
    }


def of_reply(reply: Reply, count: int) -> str:
    """Its title, number, units and day, and how many actions stand in it."""
    units = _("、").join(masked(issuer.name) for issuer in reply.issuers.all())
    on = plain(day(reply.issued_on))
    known = [words for words in (_title(reply), masked(reply.document_number), units, on) if words]
    held = ngettext("载明 %(n)d 条举措。", "载明 %(n)d 条举措。", count) % {"n": count}
    return _("，").join(known) + _("：") + (held if count else _("本件未载明后续举措。"))


def of_proposal(proposal: Proposal, letters: int, actions: int) -> str:
    """What it is called, its meeting, and what became of it."""
    title = clipped(masked(proposal.title), TITLED)
    session = plain(meeting(proposal.session)) if proposal.session else ""
    known = [words for words in (plain(called(proposal)), title, session) if words]
    held = _("公开答复 %(letters)d 件，举措 %(actions)d 条。") % {"letters": letters, "actions": actions}
    return _("，").join(known) + _("：") + held


def of_organisation(unit: Organisation, bar: StatusBar) -> str:
    return _("%(unit)s（%(place)s）") % {"unit": masked(unit.name), "place": unit.place.name} + _("：") + _figures(bar)


def of_proposer(name: str, place: Place, bar: StatusBar) -> str:
    who = _("以“%(name)s”之名提出的提案和建议（%(place)s）") % {"name": masked(name), "place": masked(place.name)}
    return who + _("：") + _figures(bar)


def of_category(category: Category, bar: StatusBar) -> str:
    return _("类别") + _("：") + masked(category.name) + _("，") + _figures(bar)


def clipped(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"


def of_list(what: str, around) -> str:
    """`what` a list holds, and by which filters it is narrowed."""
    return f"{around.told}{_('：')}{what}" if around.told else what


def _figures(bar: StatusBar) -> str:
    if not bar.total:
        return _("还没有公开的举措。")
    each = _("，").join(f"{status.label} {n}" for status, n in bar.legend if n)
    return _("公开举措 %(total)d 条（%(each)s）。") % {"total": bar.total, "each": each}


def _title(reply: Reply) -> str:
    return clipped(masked(reply.title), TITLED)


def _letter(reply: Reply) -> str:
    title = f"《{_title(reply)}》" if reply.title else ""
    number = masked(reply.document_number)
    return title + (f"（{number}）" if title and number else number) or _("答复 %(pk)s") % {"pk": reply.pk}
