"""What staff see of the record in the admin: their own letters, the actions of their units, and what hangs on these."""

from django.db.models import Q

from policies.models.action import Action
from policies.models.commitment import Commitment
from policies.models.deadline_change import DeadlineChange
from policies.models.evidence import Evidence
from policies.models.handling import Handling
from policies.models.head_change import HeadChange
from policies.models.proposal import Proposal, Proposer
from policies.models.quote_change import QuoteChange
from policies.models.reading import Doubt, Reading
from policies.models.replacement import Replacement
from policies.models.reply import Reply
from policies.models.satisfaction import Satisfaction
from policies.models.update import Remark, Update
from policies.rights import Scope, scope_of


def seen(by, queryset):
    """Return the part of `queryset` that `by` sees. Registers, of which all of it is public, are seen by all staff."""
    scope = scope_of(by)
    if not scope.roles:
        return queryset.none()
    if scope.everything or queryset.model not in SEEN:
        return queryset
    return queryset.filter(SEEN[queryset.model](scope))


def sees(by, obj) -> bool:
    """Say of one row what `seen` finds."""
    return seen(by, type(obj)._default_manager.filter(pk=obj.pk)).exists()


def _replies(scope: Scope) -> Q:
    """Their letters, and those in which one of their units leads or helps."""
    own, led = Reply.objects.of_scope(scope), Reply.objects.filter(actions__lead__in=scope.units)
    helped = Reply.objects.filter(actions__partners__organisation__in=scope.units)
    return Q(pk__in=own.values("pk")) | Q(pk__in=led.values("pk")) | Q(pk__in=helped.values("pk"))


def _actions(scope: Scope) -> Q:
    """What their units lead or help with, and every action of their letters."""
    mine, letters = Action.objects.led_or_helped_by(scope.units), Reply.objects.of_scope(scope)
    return Q(pk__in=mine.values("pk")) | Q(reply__in=letters.values("pk"))


def _updates(scope: Scope) -> Q:
    """What their units reported, and all that was reported on the actions they see."""
    return Q(organisation__in=scope.units) | Q(action__in=_found(Action, scope))


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


def _evidence(scope: Scope) -> Q:
    return Q(pk__in=Evidence.updates.through.objects.filter(update__in=_found(Update, scope)).values("evidence"))


def _found(model, scope: Scope):
    return model.objects.filter(SEEN[model](scope)).values("pk")


SEEN = {
    Reply: _replies,
    Action: _actions,
    Update: _updates,
    Evidence: _evidence,
    Proposal: _proposals,
    Proposer: lambda scope: Q(proposal__in=_found(Proposal, scope)),
    Handling: lambda scope: Q(proposal__in=_found(Proposal, scope)),
    Satisfaction: lambda scope: Q(proposal__in=_found(Proposal, scope)),
    Commitment: lambda scope: Q(reply__in=_found(Reply, scope)),
    Reading: lambda scope: Q(reply__in=_found(Reply, scope)),
    Doubt: lambda scope: Q(reading__reply__in=_found(Reply, scope)),
    DeadlineChange: lambda scope: Q(action__in=_found(Action, scope)),
    QuoteChange: lambda scope: Q(action__in=_found(Action, scope)),
    Replacement: lambda scope: Q(action__in=_found(Action, scope)),
    HeadChange: lambda scope: Q(reply__in=_found(Reply, scope)),
    Remark: lambda scope: Q(update__in=_found(Update, scope)),
}
