"""From a query string to rows: the only way. A value that means nothing finds nothing, never everything."""

from policies.filters.actions import DUE, ActionFilter, due_condition
from policies.filters.everything import SearchFilter
from policies.filters.lists import OrganisationFilter, ProposalFilter, ReplyFilter
from policies.filters.meanings import NO_CATEGORY, with_below
from policies.filters.proposers import by_proposer, named_in
from policies.filters.strict import PublicFilter
from policies.models import Action, Organisation, Proposal, Reply

__all__ = [
    "DUE",
    "NO_CATEGORY",
    "ActionFilter",
    "ProposalFilter",
    "PublicFilter",
    "by_proposer",
    "due_condition",
    "find_actions",
    "find_everything",
    "find_organisations",
    "find_proposals",
    "find_replies",
    "named_in",
    "with_below",
]


def find_actions(params) -> ActionFilter:
    """Every list, file, feed and API call of actions begins here."""
    return ActionFilter(params, queryset=Action.objects.public())


def find_everything(params) -> SearchFilter:
    """What is sought everywhere; each kind of thing is found by its own filter."""
    return SearchFilter(params, queryset=Action.objects.public())


def find_replies(params) -> ReplyFilter:
    return ReplyFilter(params, queryset=Reply.objects.public())


def find_proposals(params) -> ProposalFilter:
    return ProposalFilter(params, queryset=Proposal.objects.public())


def find_organisations(params) -> OrganisationFilter:
    return OrganisationFilter(params, queryset=Organisation.objects.public().with_actions_counted())
