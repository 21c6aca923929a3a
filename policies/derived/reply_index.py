"""Under which units and categories public letters stand: their only writer."""

from collections.abc import Iterable, Iterator

from policies.derived.cells import Tree
from policies.models import Category, Issuer, Organisation, Reply, ReplyByCategory, ReplyByOrganisation
from policies.models.reply_index import IndexedReply
from policies.models.rows import insert

AT_ONCE = 500
KEPT = ("is_demo", "issued_on", "published_at")


def index_replies(replies: Iterable[int]) -> None:
    """Bring what is kept of these letters (keys) in line with the record.

    Every change does so at its end with the letters that it reached.
    """
    for chunk in _chunks(replies):
        for model, ought in _worked_out(chunk):
            kept = _kept(model, chunk)
            if wrong := [pk for key, pk in kept.items() if key not in ought]:
                model.objects.filter(pk__in=wrong).delete()
            insert(model, [row for key, row in ought.items() if key not in kept])


def differences() -> Iterator[str]:
    """Yield a line for each letter that stands where it ought not to, or does not where it ought to."""
    for chunk in _chunks(Reply.objects.order_by("pk").values_list("pk", flat=True)):
        for model, ought in _worked_out(chunk):
            wrong = ought.keys() ^ _kept(model, chunk).keys()
            for reply, under in sorted({key[:2] for key in wrong}):
                yield f"reply {reply}: kept otherwise than it is under {model.GROUP_FIELD} {under}"


Key = tuple[int, int, bool, object, object]
"""The keys of a letter and of what it stands under, and what is kept of it."""


def _worked_out(replies: list[int]) -> Iterator[tuple[type[IndexedReply], dict[Key, IndexedReply]]]:
    """Yield what ought to be kept, for units and for categories."""
    public = {reply.pk: reply for reply in Reply.objects.public().filter(pk__in=replies).for_listing()}
    signed = Issuer.objects.filter(reply__in=public, organisation__isnull=False).order_by()
    answered = Reply.proposals.through.objects.filter(reply__in=public, proposal__category__isnull=False).order_by()
    for model, tree, links in (
        (ReplyByOrganisation, Organisation, set(signed.values_list("reply", "organisation"))),
        (ReplyByCategory, Category, set(answered.values_list("reply", "proposal__category"))),
    ):
        above = Tree(tree, {under for _, under in links})
        under = sorted({(reply, each) for reply, direct in links for each in above.upward(direct)})
        yield model, {_key(row): row for row in (_row(model, public[reply], each) for reply, each in under)}


def _row(model: type[IndexedReply], reply: Reply, under: int) -> IndexedReply:
    values = {name: getattr(reply, name) for name in KEPT}
    return model(reply=reply, **{f"{model.GROUP_FIELD}_id": under}, **values)


def _kept(model: type[IndexedReply], replies: list[int]) -> dict[Key, int]:
    return {_key(row): row.pk for row in model.objects.filter(reply__in=replies)}


def _key(row: IndexedReply) -> Key:
    return row.reply_id, getattr(row, f"{row.GROUP_FIELD}_id"), *(getattr(row, name) for name in KEPT)


def _chunks(pks: Iterable[int]) -> Iterator[list[int]]:
    pks = sorted(pks)
    return (pks[first : first + AT_ONCE] for first in range(0, len(pks), AT_ONCE))
