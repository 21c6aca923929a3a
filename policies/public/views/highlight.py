"""Words that were sought, where they stand: marked in what a row shows, or told beside it where it does not show them."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from policies.models import Reply
from policies.queries.filters import PublicFilter
from policies.search import marks, parse

# Characters of a letter before and behind the first of the words.
BEFORE, BEHIND = 24, 60


def wanted_by(found: PublicFilter) -> tuple[str, ...]:
    """Return the folded words that a list was searched for."""
    return parse(words).wanted if (words := next(iter(found.found("q")), "")) else ()


def tell_in_actions(actions, wanted: tuple[str, ...]) -> None:
    """Give each action `found_in`: what else holds the words where the row itself does not show them all."""
    missing = {action: [word for word in wanted if not marks(_shown(action), [word])] for action in actions}
    prefetch_related_objects([action for action in actions if missing[action]], "commitment", "reply__proposals")
    for action, words in missing.items():
        action.found_in = [each for each in _beside(action) if marks(each[1], words)] if words else []


def tell_in_letters(replies, wanted: tuple[str, ...]) -> None:
    """Give each letter `found_in`: the line of its text in which the first of the words stands."""
    texts = Reply.objects.public().only("text").in_bulk([reply.pk for reply in replies]) if wanted else {}
    for reply in replies:
        excerpt = _excerpt(texts[reply.pk].shown_text, wanted) if reply.pk in texts else ""
        reply.found_in = [(_("正文"), excerpt)] if excerpt else []


def tell_in_proposals(proposals, wanted: tuple[str, ...]) -> None:
    """Give each proposal `found_in`: the numbers of its letters and its meeting, where they hold what its row does not."""
    for proposal in proposals:
        missing = [word for word in wanted if not marks(f"{proposal.title}\n{proposal.called}", [word])]
        letters = [reply.document_number for reply in proposal.shown_replies]
        told = [(_("文号"), number) for number in letters if marks(number, missing)]
        proposal.found_in = told if missing else []


def tell_in_units(units, wanted: tuple[str, ...]) -> None:
    """Give each unit `found_in`: its other names that hold what today's does not."""
    for unit in units:
        missing = [word for word in wanted if not marks(unit.name, [word])]
        others = [each.name for each in unit.former_names] if missing else []
        unit.found_in = [(_("曾用名或简称"), name) for name in others if marks(name, missing)]


def _shown(action) -> str:
    return f"{action.shown_quote}\n{action.reply.document_number}"


def _beside(action) -> list[tuple[str, str]]:
    proposals = action.reply.proposals.all()
    return [
        (_("承诺事项"), action.commitment.heading),
        *((_("提案标题"), proposal.title) for proposal in proposals),
        *((_("提案编号"), proposal.called) for proposal in proposals),
    ]


def _excerpt(text: str, wanted) -> str:
    for line in text.split("\n"):
        if found := marks(line, wanted):
            begin, stop = max(0, found[0][0] - BEFORE), min(len(line), found[0][1] + BEHIND)
            return ("…" if begin else "") + line[begin:stop].strip() + ("…" if stop < len(line) else "")
    return ""
