"""What staff see of the record in the admin: their own letters, the actions of their units, and what hangs on these."""

from django.db.models import Exists, OuterRef, Q

from policies.models.action import Action
from policies.models.commitment import Commitment
from policies.models.deadline_change import DeadlineChange
from policies.models.evidence import Evidence
from policies.models.handling import Handling
from policies.models.head_change import HeadChange
from policies.models.ledger_entry import LedgerEntry
from policies.models.ledger_import import LedgerImport, LedgerMapping, LedgerRow
from policies.models.partner import Partner
from policies.models.proposal import Proposal, Proposer
from policies.models.quote_change import QuoteChange
from policies.models.reader_correction import ReaderCorrection
from policies.models.reading import Doubt, Reading
from policies.models.replacement import Replacement
from policies.models.reply import Reply
from policies.models.rights import REVIEWERS, Scope, scope_of
from policies.models.satisfaction import Satisfaction
from policies.models.update import Remark, Update


def seen(by, queryset):
    """Return the part of `queryset` that `by` sees. Registers, of which all of it is public, are seen by all staff."""
    scope = scope_of(by)
    if not scope.roles:
        return queryset.none()
    if scope.everything or queryset.model not in SEEN:
        return queryset
    return queryset.filter(SEEN[queryset.model](scope))


def seen_or_public(by, queryset):
    """Return what `by` sees of `queryset`, and what anybody does."""
    rows = queryset.model.objects
    return queryset.filter(Q(pk__in=seen(by, rows.all()).values("pk")) | Q(pk__in=rows.public().values("pk")))


def sees(by, obj) -> bool:
    """Say of one row what `seen` finds."""
    return seen(by, type(obj)._default_manager.filter(pk=obj.pk)).exists()


def _replies(scope: Scope) -> Q:
    """Their letters, and those in which one of their units leads or helps."""
    led = Action.objects.filter(lead__in=scope.units).values("reply")
    helped = Partner.objects.filter(organisation__in=scope.units).values("action__reply")
    return _among("pk", Reply.objects.of_scope(scope).values("pk"), led, helped)


def _actions(scope: Scope) -> Q:
    """What their units lead or help with, and every action of their letters."""
    return _among("pk", *_their_actions(scope))


def _updates(scope: Scope) -> Q:
    """What their units reported, and all that was reported on the actions they see."""
    reported = Update.objects.filter(organisation__in=scope.units).values("pk")
    on_theirs = Update.objects.filter(_among("action", *_their_actions(scope))).values("pk")
    return _among("pk", reported, on_theirs)


def _their_actions(scope: Scope) -> list:
    """Return querysets of the keys of the actions they see."""
    led = Action.objects.filter(lead__in=scope.units).values("pk")
    helped = Partner.objects.filter(organisation__in=scope.units).values("action")
    return [led, helped, Action.objects.filter(reply__in=Reply.objects.of_scope(scope).values("pk")).values("pk")]


def _proposals(scope: Scope) -> Q:
    """What a public letter answers, what their letters answer or their units handle, and what is nobody's yet."""
    public, theirs = Proposal.objects.public(), Proposal.objects.filter(replies__in=_found(Reply, scope))
    handled = Handling.objects.filter(organisation__in=scope.units)
    nobodys = Q(replies__isnull=True, handlings__isnull=True)
    return (
        Q(pk__in=public.values("pk"))
        | Q(pk__in=theirs.values("pk"))
        | Q(pk__in=handled.values("proposal"))
        | Q(pk__in=Proposal.objects.filter(nobodys).values("pk"))
    )


def _satisfactions(scope: Scope) -> Q:
    """What was said of letters that they see or anybody does, of the proposals that they see."""
    public = Exists(Reply.objects.public().filter(pk=OuterRef("reply")))
    return Q(proposal__in=_found(Proposal, scope)) & (Q(reply__in=_found(Reply, scope)) | Q(public))


def _evidence(scope: Scope) -> Q:
    """What updates that they see rest on; of the rest, what they handed in themselves."""
    used = Evidence.updates.through.objects.filter(update__in=_found(Update, scope)).values("evidence")
    own = Evidence.objects.filter(added_by=scope.account, updates__isnull=True)
    return Q(pk__in=used) | Q(pk__in=own.values("pk"))


def _corrections(scope: Scope) -> Q:
    """For reviewers, what readers wrote about what their units lead or signed."""
    found = ReaderCorrection.objects.all() if scope.roles & REVIEWERS else ReaderCorrection.objects.none()
    return Q(pk__in=found.of_scope(scope).order_by().values("pk"))


def _found(model, scope: Scope):
    return model.objects.filter(SEEN[model](scope)).values("pk")


def _among(field: str, *found) -> Q:
    """Return that `field` is a key that one of the querysets `found` has.

    One UNION, not an OR of several: with OR, PostgreSQL reads the whole table and asks each query of every row.
    """
    first, *others = [rows.order_by() for rows in found]
    return Q(**{f"{field}__in": first.union(*others)})


SEEN = {
    Reply: _replies,
    Action: _actions,
    Update: _updates,
    Evidence: _evidence,
    Proposal: _proposals,
    Proposer: lambda scope: Q(proposal__in=_found(Proposal, scope)),
    Handling: lambda scope: Q(proposal__in=_found(Proposal, scope)),
    Satisfaction: _satisfactions,
    Commitment: lambda scope: Q(reply__in=_found(Reply, scope)),
    Reading: lambda scope: Q(reply__in=_found(Reply, scope)),
    Doubt: lambda scope: Q(reading__reply__in=_found(Reply, scope)),
    DeadlineChange: lambda scope: Q(action__in=_found(Action, scope)),
    QuoteChange: lambda scope: Q(action__in=_found(Action, scope)),
    Replacement: lambda scope: Q(action__in=_found(Action, scope)),
    HeadChange: lambda scope: Q(reply__in=_found(Reply, scope)),
    ReaderCorrection: _corrections,
    LedgerEntry: lambda scope: Q(action__in=_found(Action, scope)),
    LedgerImport: lambda scope: Q(made_by=scope.account),
    LedgerRow: lambda scope: Q(ledger_import__made_by=scope.account),
    LedgerMapping: lambda scope: Q(organisation__in=scope.units) | Q(made_by=scope.account),
    Remark: lambda scope: Q(update__in=_found(Update, scope)),
}
