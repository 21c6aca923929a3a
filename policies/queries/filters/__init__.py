"""From a query string to rows: the only way. A value that means nothing finds nothing, never everything."""

from functools import cache

from django.db.models import Model, QuerySet

from policies.models import (
    Action,
    Category,
    Commitment,
    Evidence,
    Organisation,
    Place,
    Proposal,
    Reply,
    Session,
    Update,
)
from policies.queries.filters.actions import DUE, ActionFilter, due_condition
from policies.queries.filters.everything import SearchFilter
from policies.queries.filters.lists import OrganisationFilter, ProposalFilter, ReplyFilter
from policies.queries.filters.meanings import NO_CATEGORY, by_day, with_below
from policies.queries.filters.parts import (
    CategoryFilter,
    CommitmentFilter,
    EvidenceFilter,
    PlaceFilter,
    SessionFilter,
    UpdateFilter,
)
from policies.queries.filters.proposers import by_proposer, named_in
from policies.queries.filters.strict import BEST, PublicFilter

__all__ = [
    "BEST",
    "DUE",
    "NO_CATEGORY",
    "ActionFilter",
    "ProposalFilter",
    "PublicFilter",
    "ReplyFilter",
    "by_day",
    "by_proposer",
    "due_condition",
    "find_actions",
    "find_categories",
    "find_commitments",
    "find_everything",
    "find_evidence",
    "find_organisations",
    "find_places",
    "find_proposals",
    "find_replies",
    "find_sessions",
    "find_updates",
    "named_in",
    "with_below",
]


def find_actions(params) -> ActionFilter:
    """Every list, file, feed and API call of actions begins here."""
    return ActionFilter(params, queryset=_public(Action).all())


def find_everything(params) -> SearchFilter:
    """What is sought everywhere; each kind of thing is found by its own filter."""
    return SearchFilter(params, queryset=Action.objects.public())


def find_replies(params) -> ReplyFilter:
    return ReplyFilter(params, queryset=_public(Reply).all())


def find_proposals(params) -> ProposalFilter:
    return ProposalFilter(params, queryset=_public(Proposal).all())


def find_organisations(params) -> OrganisationFilter:
    return OrganisationFilter(params, queryset=Organisation.objects.public())


def find_places(params) -> PlaceFilter:
    return PlaceFilter(params, queryset=Place.objects.public())


def find_sessions(params) -> SessionFilter:
    return SessionFilter(params, queryset=Session.objects.public())


def find_categories(params) -> CategoryFilter:
    return CategoryFilter(params, queryset=Category.objects.public())


def find_commitments(params) -> CommitmentFilter:
    return CommitmentFilter(params, queryset=Commitment.objects.public())


def find_updates(params) -> UpdateFilter:
    return UpdateFilter(params, queryset=Update.objects.public())


def find_evidence(params) -> EvidenceFilter:
    return EvidenceFilter(params, queryset=Evidence.objects.public())


@cache
def _public(model: type[Model]) -> QuerySet:
    """Return where each list begins. It is put together once: that takes Django longer than to copy it."""
    return model.objects.public()
