"""What a search ought to find: the folded texts of a record, looked through one by one."""

from collections.abc import Iterable
from functools import cache

from policies.models import Action, Organisation, Proposal, Reply
from policies.reader.phones import masked
from policies.search import parse
from policies.search.folding import fold

Texts = dict[int, str]
ONES = ["", *"一二三四五六七八九"]
COUNTED = [f"{tens}{ones}" for tens in ["", "十", *(f"{n}十" for n in ONES[2:])] for ones in ONES]


def texts_of_actions() -> Texts:
    found = {}
    plain = cache(_plain)  # a letter's heads are the same for all its actions
    actions = Action.objects.select_related("reply", "commitment").prefetch_related("reply__proposals")
    for action in actions.defer("reply__text"):
        parts = [action.quote, action.commitment.heading, action.reply.document_number]
        parts += [part for proposal in action.reply.proposals.all() for part in (proposal.title, proposal.number)]
        found[action.pk] = _joined(map(plain, parts))
    return found


def texts_of_replies() -> Texts:
    found = {}
    for reply in Reply.objects.prefetch_related("proposals"):
        parts = [reply.text, reply.title, reply.document_number, reply.index_number]
        parts += [part for proposal in reply.proposals.all() for part in (proposal.title, proposal.number)]
        found[reply.pk] = _joined(map(_plain, parts))
    return found


def texts_of_proposals() -> Texts:
    """Title, number as pages say it, meeting in either figures, and the numbers of the public letters that answer it."""
    found = {}
    for proposal in Proposal.objects.filter(replies__isnull=False).distinct().select_related("session__place"):
        public = Reply.objects.public().filter(proposals=proposal)
        parts = [proposal.title, proposal.called, *public.values_list("document_number", flat=True)]
        if meeting := proposal.session:
            said = f"{meeting.place}{meeting.get_body_display()}"
            parts += [f"{said}{meeting.term}届{meeting.number}次会议"]
            parts += [f"{said}{COUNTED[meeting.term]}届{COUNTED[meeting.number]}次会议"]
        found[proposal.pk] = _joined(map(_plain, parts))
    return found


def texts_of_units() -> Texts:
    return {
        unit.pk: _joined(map(_plain, [unit.name, *(name.name for name in unit.names.all())]))
        for unit in Organisation.objects.prefetch_related("names")
    }


def expected(texts: Texts, words: str) -> set[int]:
    """Return the keys of the texts that hold what is asked for."""
    query = parse(words)
    return {
        pk for pk, text in texts.items()
        if all(word in text for word in query.wanted) and not any(word in text for word in query.unwanted)
    }  # fmt: skip


def found(model, words: str) -> set[int]:
    """Return the keys of what a search finds, each of them once."""
    pks = list(model.objects.search(words).values_list("pk", flat=True))
    assert len(pks) == len(set(pks))
    return set(pks)


def _plain(text: str) -> str:
    return fold(masked(text))


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)
