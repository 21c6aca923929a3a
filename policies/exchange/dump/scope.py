"""What the dump holds of registers: what has a public page, and what public pages name without one."""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from policies.models import (
    Action,
    Category,
    Evidence,
    EvidenceKind,
    Handling,
    Organisation,
    Place,
    Reply,
    Session,
    Update,
)


def organisations() -> QuerySet:
    """Units; `is_known` says whether one has a page, and so whether more than its name and place is told."""
    known = Organisation.objects.public().filter(pk=OuterRef("pk"))
    return Organisation.objects.annotate(is_known=Exists(known)).filter(
        Q(is_known=True)
        | Exists(Action.objects.public().filter(lead=OuterRef("pk")))
        | Exists(Update.objects.public().filter(organisation=OuterRef("pk")))
        | Exists(Handling.objects.public().filter(organisation=OuterRef("pk")))
    )


def categories() -> QuerySet:
    """Categories; `is_known` says whether one has a page."""
    known = Category.objects.public().filter(pk=OuterRef("pk"))
    held = Action.objects.public().filter(categories=OuterRef("pk"))
    return Category.objects.annotate(is_known=Exists(known)).filter(Q(is_known=True) | Exists(held))


def places() -> QuerySet:
    """Where letters come from, meetings are held, and units are."""
    return Place.objects.filter(
        Exists(Reply.objects.public().filter(place=OuterRef("pk")))
        | Exists(Session.objects.public().filter(place=OuterRef("pk")))
        | Exists(organisations().filter(place=OuterRef("pk")))
    )


def evidence() -> QuerySet:
    """What standing updates rest on. Of a file that is not public the page tells its title alone: `is_told` is false."""
    shown = Update.objects.public().standing().filter(evidence=OuterRef("pk"))
    closed = Q(kind=EvidenceKind.FILE, file_is_public=False)
    told = Case(When(closed, then=Value(False)), default=Value(True))
    opened = Case(When(kind=EvidenceKind.FILE, then=F("file_is_public")), default=Value(False))
    return Evidence.objects.annotate(is_told=told, is_open=opened).filter(Exists(shown))


def hanging(model, **on) -> QuerySet:
    """Rows of which each field named in `on` points to something public; `on` gives the querysets of what is."""
    return model._default_manager.filter(
        *(Exists(public.filter(pk=OuterRef(field))) for field, public in on.items())
    ).order_by()
