"""Which sentences of a letter are actions: added, split, joined. The quote is always the letter's own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from policies import reader
from policies.changes.base import change, save_checked, standing
from policies.changes.doubts import settle_doubts
from policies.changes.merging import refuse_if_closed, touch
from policies.derived import reindex, settle
from policies.ingest import find_unit
from policies.models import Action, Commitment, Partner, Reply
from policies.models.rights import require
from policies.refusal import Refused

# What a quote neither begins nor ends with: white space, and the stop of its sentence (docs/reading.md).
AROUND = " \t\n\u3000。；;，,、"
# Between two sentences that are joined there may stand a stop, a line break and the mark of a list item.
MOST_BETWEEN = 40
LONGEST_DUE_TEXT = Action._meta.get_field("due_text").max_length


@change
def add_action(
    *, reply: Reply, start: int, end: int, by, strength: str | None = None, commitment: Commitment | None = None
) -> Action:
    """Add a sentence that the reader missed, by its place in the letter. Public only when published itself.

    Strength, deadline and partners are read in the sentence; `strength` says otherwise. Without a commitment it goes
    to the one in which it stands, or gets one of its own.
    """
    require(by, "add_action", reply)
    reply = standing(reply)
    start, end = placed(reply, start, end)
    commitment = commitment or _commitment_at(reply, start)
    action = _store(Action(reply=reply, commitment=commitment, lead=reply.only_signer), start, end, strength)
    settle_doubts([reply], {"actions"}, by=by)
    touch(action)
    settle([action])
    reindex([reply.pk])
    return Action.objects.get(pk=action.pk)


@change
def split_action(*, action: Action, parts: Sequence[tuple[int, int]], by) -> list[Action]:
    """Make several actions of one that nobody has seen: `parts` are places in the letter, in order, inside its own.

    The first keeps its number; the others come from it (`split_from`). Each is read anew.
    """
    require(by, "split_action", action)
    action = _unseen(action)
    reply = action.reply
    parts = cut(action, parts)
    categories = list(action.categories.all())
    first = _store(action, *parts[0])
    others = []
    for start, end in parts[1:]:
        fresh = Action(reply=reply, commitment=action.commitment, lead=action.lead, split_from=first)
        others.append(_store(fresh, start, end))
        others[-1].categories.set(categories)
    touch(first)
    settle([first, *others])
    reindex([reply.pk])
    return list(Action.objects.filter(pk__in=[first.pk, *(other.pk for other in others)]).order_by("start"))


def cut(action: Action, parts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places of the parts as quotes take them. Raises Refused unless they are several, in order and inside."""
    parts = [trimmed(action.reply.text, start, end) for start, end in parts]
    if len(parts) < 2:
        raise Refused(_("还是一条，没有拆开；在要拆开的地方换行。"))
    inside = [action.start, *(place for part in parts for place in part), action.end]
    if inside != sorted(inside):
        raise Refused(_("拆出的几条要按原文的次序，不能重叠，也不能超出原来的一条。"))
    return parts


def standing_part(whole: Action, start: int, end: int, by) -> Action:
    """Store a part of a public sentence, public like it. A deadline that was moved since is moved for its part too."""
    part = Action(reply=whole.reply, commitment=whole.commitment, lead=whole.lead, split_from=whole)
    part.published_at, part.published_by = whole.split_at, by
    _store(part, start, end)
    if part.due_on and part.due_on == whole.due_on_first != whole.due_on:
        part.due_on = whole.due_on
        save_checked(part)
    part.categories.set(whole.categories.all())
    return part


@change
def join_actions(*, action: Action, by) -> Action:
    """Make one action of this one and the next in the letter, which nobody has seen: its words are added."""
    require(by, "join_actions", action)
    action = _unseen(action)
    following = action.reply.actions.filter(removed_at__isnull=True, start__gt=action.start).order_by("start").first()
    if following is None:
        raise Refused(_("这是最后一条，后面没有可以合并的举措。"))
    following = _unseen(following)
    if following.commitment_id != action.commitment_id:
        raise Refused(_("下一条属于另一项承诺，两条之间隔着标题，不能合为一条。"))
    if following.start - action.end > MOST_BETWEEN:
        raise Refused(_("下一条隔着 %s 个字，不在一处；合并后引文会把这些字都带上。") % (following.start - action.end))
    following.removed_at, following.removed_by = timezone.now(), by
    following.removed_reason = _("与前一条合为一条。")
    save_checked(following)
    joined = _store(action, action.start, following.end)
    joined.categories.add(*following.categories.all())
    touch(joined)
    settle([joined, following])
    reindex([joined.reply_id])
    return Action.objects.get(pk=joined.pk)


def _store(action: Action, start: int, end: int, strength: str | None = None) -> Action:
    """Save the action at this place of its letter, with what is read there: strength, deadline, partners."""
    action.start, action.end, action.quote = start, end, action.reply.text[start:end]
    read = read_at(action, action.reply.issued_on)
    action.strength = strength or read.strength
    action.due_text, action.due_on, action.due_on_first = read.due_text, read.due_on, read.due_on
    save_checked(action)
    write_partners(action, read.partners)
    return action


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader makes of an action's sentence, as an action keeps it."""

    strength: str
    due_text: str
    due_on: date | None
    partners: list[str]


def read_at(action: Action, issued_on: date | None) -> Read:
    """Read the sentence at the action's place, in a letter of that date."""
    text = action.reply.text
    found = reader.read_sentence(text, reader.Span(action.start, action.end), issued_on)
    due_text = found.deadline.words.of(text)[:LONGEST_DUE_TEXT] if found.deadline else ""
    due_on = found.deadline.on if found.deadline else None
    return Read(found.strength.value, due_text, due_on, [span.of(text) for span in found.partners])


def write_partners(action: Action, names: Sequence[str]) -> None:
    """Let the action name these partners, each linked to its unit where that is certain. Known ones stay as they are."""
    names = list(dict.fromkeys(names))
    action.partners.exclude(name__in=names).delete()
    known = {partner.name: partner for partner in action.partners.all()}
    for position, name in enumerate(names):
        partner = known.get(name) or Partner(action=action, name=name, organisation=find_unit(name, action.reply.place))
        partner.position = position
        save_checked(partner)


def read_due_on(action: Action, issued_on: date | None) -> date | None:
    """Return the day that the action's words of time mean in a letter of that date. None where they mean no day."""
    read = read_at(action, issued_on)
    return read.due_on if read.due_text == action.due_text else None


def refuse_other_words(action: Action, words: Iterable[str]) -> None:
    """Raise Refused unless each of `words` stands in the action's quote, white space apart."""
    quote = "".join(action.quote.split())
    for written in words:
        if "".join(written.split()) not in quote:
            raise Refused(_("这句话里没有“%s”；请照原文写。") % written)


def placed(reply: Reply, start: int, end: int, *, but: Action | None = None) -> tuple[int, int]:
    """Return a place of the letter as a quote takes it. Raises Refused where an action other than `but` holds a word of it."""
    start, end = trimmed(reply.text, start, end)
    others = reply.actions.filter(removed_at__isnull=True, split_at__isnull=True, start__lt=end, end__gt=start)
    if other := others.exclude(pk=but.pk if but else None).first():
        raise Refused(_("这段文字有一部分已经在第 %s 号举措里了。") % other.pk)
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space and stops off the ends of a place in the letter. Raises Refused when nothing is left."""
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start] in AROUND:
        start += 1
    while start < end and text[end - 1] in AROUND:
        end -= 1
    if start >= end:
        raise Refused(_("没有选中正文里的文字。"))
    return start, end


def _commitment_at(reply: Reply, start: int) -> Commitment:
    """Return the commitment in which a place of the letter stands: the last that begins before it, or the first."""
    begins = {}
    for action in reply.actions.filter(removed_at__isnull=True).select_related("commitment").order_by("start"):
        if action.commitment not in begins:
            heading = reply.text.rfind(action.commitment.heading, 0, action.start) if action.commitment.heading else -1
            begins[action.commitment] = heading if heading >= 0 else action.start
    before = [commitment for commitment, at in begins.items() if at <= start]
    return before[-1] if before else next(iter(begins), None) or new_commitment(reply)


def new_commitment(reply: Reply, *, number: str = "", heading: str = "") -> Commitment:
    """Begin another commitment of the letter, behind those that it has."""
    last = reply.commitments.order_by("position").last()
    commitment = Commitment(reply=reply, position=last.position + 1 if last else 1, number=number, heading=heading)
    save_checked(commitment)
    return commitment


def _unseen(action: Action) -> Action:
    """Return the action as it is stored. Raises Refused where its words are on record: public, or reported about."""
    action = Action.objects.select_related("reply", "commitment").get(pk=action.pk)
    refuse_if_closed(action)
    if action.published_at:
        raise Refused(
            _("第 %s 号举措已经公开，它的文字不这样改；请用“更正原文”或“拆分已公开的举措”，都要写明理由。") % action.pk
        )
    if action.updates.exists() or action.deadline_changes.exists() or action.same_as_id or action.duplicates.exists():
        raise Refused(_("第 %s 号举措已有进展、期限变更或并入的记录，文字不再拆分或合并。") % action.pk)
    return action
