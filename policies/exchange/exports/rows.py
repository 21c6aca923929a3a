"""From the keys of actions to rows: tuples in the order of `ROW`, in a number of queries that does not grow with them.

No models: a file of a million rows makes a million tuples, and little else.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from policies.models import Action, Organisation, Place, Reply, Session, Update, line_of
from policies.models.lateness import is_overdue
from policies.reader.phones import masked


class Rows:
    """Makes rows, as things are or stood on a past day. What many rows share is asked for once."""

    def __init__(self, day: date | None = None):
        self.day, self.today = day, day or timezone.localdate()
        self._units: dict[int, tuple[str, str]] = {}
        self._places: dict[int, str] = {}
        self._sessions: dict[int, str] = {}
        self._lines: dict[int, set[int]] = {}
        self._site = settings.SITE_URL

    def of(self, pks: Iterable[int]) -> list[tuple]:
        """Return the rows of the public actions with these keys, in their order; of others none."""
        pks = list(pks)
        actions = {row[0]: row for row in self._actions(pks)}
        self._learn(actions.values())
        answered = self._answered({row[11] for row in actions.values()})
        categories, partners = _names(actions, "categories", "name"), _names(actions, "partners", "position")
        reasons = self._reasons({pk: (row[9], row[10]) for pk, row in actions.items() if row[9] and row[10]})
        return [
            self._row(actions[pk], reasons.get(pk, ""), partners[pk], categories[pk], answered[actions[pk][11]])
            for pk in pks
            if pk in actions
        ]

    def _actions(self, pks: list[int]):
        actions = Action.objects.public().at(self.day).filter(pk__in=pks)
        prefix = actions.prefix
        return actions.order_by().values_list(
            "pk",
            "quote",
            "commitment__heading",
            "strength",
            f"{prefix}status",
            f"{prefix}status_since",
            "due_text",
            f"{prefix}due_on",
            "due_on_first",
            f"{prefix}last_update_on",
            "lead",
            "reply",
            "reply__place",
            "reply__document_number",
            "reply__issued_on",
            "reply__outcome_mark",
            "is_demo",
            f"{prefix}is_listed",
            "same_as",
        )

    def _row(self, action: tuple, reason: str, partners: list, categories: list, answered: list[tuple]) -> tuple:
        (pk, quote, heading, strength, status, since, due_text, due_on, due_on_first, updated_on, lead, reply, place,
         document_number, issued_on, outcome, is_demo, is_listed, same_as) = action  # fmt: skip
        unit, slug = self._units.get(lead, ("", ""))
        is_replaced = not is_listed and same_as is None
        sessions = dict.fromkeys(self._sessions[session] for _, _, _, session in answered if session)
        return (
            pk,
            f"{self._site}/actions/{pk}/",
            masked(quote),
            masked(heading),
            strength,
            status,
            since,
            due_text,
            due_on,
            due_on_first,
            not is_replaced and is_overdue(status, due_on, self.today),
            updated_on,
            reason,
            unit,
            slug,
            partners,
            categories,
            self._places.get(place, ""),
            "；".join(sessions),
            [kind for kind, _, _, _ in answered],
            [number for _, number, _, _ in answered],
            [title for _, _, title, _ in answered],
            masked(document_number),
            issued_on,
            outcome,
            f"{self._site}/replies/{reply}/",
            is_demo,
        )

    def _learn(self, actions: Iterable[tuple]) -> None:
        """Ask for the units and places that no row named before."""
        units = {row[10] for row in actions} - self._units.keys() - {None}
        places = {row[12] for row in actions} - self._places.keys() - {None}
        if units:
            found = Organisation.objects.public().filter(pk__in=units)
            self._units |= {pk: (masked(name), slug) for pk, name, slug in found.values_list("pk", "name", "slug")}
            self._lines |= line_of(units)
        if places:
            found = Place.objects.public().filter(pk__in=places).values_list("pk", "name")
            self._places |= {pk: masked(name) for pk, name in found}

    def _answered(self, replies: set[int]) -> dict[int, list[tuple]]:
        """Return kind, number, title and session of each proposal that the letters answer, by letter."""
        rows = Reply.objects.public().filter(pk__in=replies, proposals__isnull=False).order_by("pk", "proposals__pk")
        rows = list(rows.values_list("pk", *(f"proposals__{name}" for name in ("kind", "number", "title", "session"))))
        if sessions := {row[4] for row in rows} - self._sessions.keys() - {None}:
            found = Session.objects.public().select_related("place").filter(pk__in=sessions)
            self._sessions |= {session.pk: masked(str(session)) for session in found}
        held = defaultdict(list)
        for reply, kind, number, title, session in rows:
            held[reply].append((kind, masked(number), masked(title), session))
        return held

    def _reasons(self, reported: dict[int, tuple[date, int]]) -> dict[int, str]:
        """Return what the lead's latest standing update of each action says; `reported` holds its day and the lead."""
        if not reported:
            return {}
        updates = Update.objects.public().at(self.day)
        # Of two letters that were merged later, each was told for itself on a day before that.
        of = Q(action__in=reported) | Q(moved_from__in=reported) if self.day else Q(action__in=reported)
        found = updates.filter(of).order_by("happened_on", "published_at", "pk")
        reasons = {}
        for action, moved_from, unit, day, reason in found.values_list(
            "action", "moved_from", "organisation", "happened_on", "reason"
        ):
            for pk in (action, moved_from):
                updated_on, lead = reported.get(pk, (None, None))
                if updated_on == day and unit in self._lines.get(lead, ()):
                    reasons[pk] = masked(reason)
        return reasons


def _names(actions: Iterable[int], related: str, order: str) -> dict[int, list[str]]:
    """Return the names of what is related to each action, in that order."""
    rows = Action.objects.public().filter(pk__in=actions, **{f"{related}__isnull": False})
    held = defaultdict(list)
    for pk, name in rows.order_by("pk", f"{related}__{order}", f"{related}__pk").values_list("pk", f"{related}__name"):
        held[pk].append(masked(name))
    return held
