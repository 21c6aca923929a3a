"""What took an action's place, as its page tells it: superseded by which, split, since when and why; and what was taken back."""

from dataclasses import dataclass
from datetime import datetime

from policies.models import Action, How, Replacement


@dataclass(frozen=True, slots=True)
class Replaced:
    record: Replacement
    since: datetime
    """When it began to count: what supersedes may have been published later."""
    others: list[Action]

    @property
    def stands(self) -> bool:
        return self.record.undone_at is None


def replacements_of(action: Action) -> list[Replaced]:
    """Return the records, the one that stands first. What is not public is not told: neither the action nor that it is."""
    told = []
    for record in action.replacements.select_related("by_action").order_by("-pk"):
        if record.how == How.SPLIT:
            told.append(Replaced(record, record.made_at, list(action.parts.public())))
        elif record.by_action.is_public:
            since = max(record.made_at, record.by_action.published_at)
            told.append(Replaced(record, since, [record.by_action]))
    return sorted(told, key=lambda each: not each.stands)
