"""What `proposer=` means: whoever bears a name, anywhere or in one place."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from policies.models import Place, Proposal
from policies.queries.cache import cached_per_edition
from policies.queries.filters.meanings import keys


@dataclass(frozen=True)
class Named:
    """Whoever bears a name, anywhere or in one place, with the keys of their proposals. They may be several people."""

    name: str
    proposals: tuple[int, ...]
    place_id: int | None = None

    def __str__(self) -> str:
        return f"{self.name}（{self.place}）" if self.place else self.name

    @cached_property
    def place(self) -> Place | None:
        """Asks the database: most who narrow a list by somebody do not say where they sit."""
        if self.place_id is None:
            return None
        session = Proposal.objects.public().select_related("session__place").get(pk=self.proposals[0]).session
        return session.place if session else Place.objects.public().get(pk=self.place_id)


def by_proposer(values) -> dict[str, Named]:
    """Read 李明, or 3/李明 for those of place 3, where a proposal that the public sees bears the name."""
    return _named(tuple(values)) if values else {}


@cached_per_edition  # the page of a proposer shows four lists of theirs
def _named(values: tuple[str, ...]) -> dict[str, Named]:
    in_place = {text: reading for text in values if (reading := _in_place(text))}
    names = {*values, *(name for _, name in in_place.values())}
    anywhere, there = defaultdict(list), defaultdict(list)
    rows = Proposal.objects.public().proposed_by(names).values_list("pk", "of_place", "proposed_as")
    for pk, place, name in rows:
        anywhere[name].append(pk)
        there[place, name].append(pk)
    found = {text: Named(text, tuple(anywhere[text])) for text in values if text in anywhere}
    return found | {
        text: Named(name, tuple(there[place, name]), place)
        for text, (place, name) in in_place.items()
        if text not in found and (place, name) in there
    }


def named_in(place: int, name: str) -> str:
    """Return the value that `by_proposer` reads as whoever bears the name in this place."""
    return f"{place}/{name}"


def proposals_of(found: dict[str, Named]) -> tuple[int, ...]:
    """Return the keys of the public proposals of whoever was named."""
    return next(iter(found.values())).proposals


def _in_place(text: str) -> tuple[int, str] | None:
    key, slash, name = text.partition("/")
    return (*keys([key]), name) if slash and keys([key]) else None
