"""Which categories a letter without a 类 may belong to: proposed to staff with the reason, never given by itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.models import Action, Category, Proposal, Reply
from policies.reader.fold import fold

# What is compared: the newest are enough to tell what a unit's letters are about, and bound the work of a page.
MOST_EARLIER = 500
MOST_PROPOSED = 3
# Below it two titles share little more than 关于…的建议.
ALIKE = 0.2
# A unit whose letters are all of one category.
ALWAYS = 0.6
# Fewer letters are no habit.
FEWEST = 3
# In every title; they say nothing.
COMMON = ("关于", "提案", "建议", "议案", "进一步", "加强", "加快", "推进", "解决", "问题", "答复", "工作")


@dataclass(frozen=True, slots=True)
class Proposed:
    category: Category
    why: str


def propose_categories(reply: Reply) -> list[Proposed]:
    """Return the likeliest categories of the letter, best first: by its words, and by earlier letters of who signed."""
    titles = [fold(title) for title in _titles(reply)]
    words = _words(titles)
    earlier = _earlier(reply)
    near: dict[int, tuple[float, str]] = {}
    counts: Counter[int] = Counter()
    for title, category in earlier:
        counts[category] += 1
        likeness = _likeness(words, _words([title]))
        near[category] = max(near.get(category, (0.0, "")), (likeness, title))
    found = defaultdict(list)
    for category in Category.objects.all():
        stem = category.name.removesuffix("类")
        if len(stem) > 1 and any(stem in title for title in titles):
            found[category].append((1.0, _("题目里有“%s”") % stem))
        likeness, title = near.get(category.pk, (0.0, ""))
        if likeness >= ALIKE:
            found[category].append((likeness, _("与本单位答复过的“%s”相近") % title))
        share = counts[category.pk] / len(earlier) if len(earlier) >= FEWEST else 0
        if share >= ALWAYS:
            total = {"n": counts[category.pk], "total": len(earlier)}
            found[category].append((share / 2, _("本单位以往 %(total)s 件中有 %(n)s 件属于它") % total))
    best = sorted(found, key=lambda category: (-sum(score for score, _why in found[category]), category.pk))
    return [Proposed(category, "；".join(why for _score, why in found[category])) for category in best[:MOST_PROPOSED]]


def _titles(reply: Reply) -> list[str]:
    """Return the titles of what the letter answers; its own where it names none."""
    return [proposal.title for proposal in reply.proposals.all() if proposal.title] or [reply.title]


def _earlier(reply: Reply) -> list[tuple[str, int]]:
    """Return title and category of what the same units answered before, the newest first."""
    units = [issuer.organisation_id for issuer in reply.issuers.all() if issuer.organisation_id]
    letters = Reply.objects.filter(issuers__organisation__in=units).exclude(pk=reply.pk)
    printed = Proposal.objects.filter(replies__in=letters, category__isnull=False).order_by("-pk")
    given = Action.categories.through.objects.filter(action__reply__in=letters).order_by("-action__reply")
    return [
        *printed.distinct().values_list("title", "category")[:MOST_EARLIER],
        *given.distinct().values_list("action__reply__title", "category")[:MOST_EARLIER],
    ]


def _words(titles: Iterable[str]) -> set[str]:
    """Return the pairs of characters in titles, without what all titles share."""
    pairs = set()
    for title in titles:
        plain = fold(title)
        for common in COMMON:
            plain = plain.replace(common, " ")
        pairs |= {plain[at : at + 2] for at in range(len(plain) - 1) if plain[at : at + 2].isalpha()}
    return pairs


def _likeness(one: set[str], other: set[str]) -> float:
    """Return how much of the shorter title is in the longer, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0
