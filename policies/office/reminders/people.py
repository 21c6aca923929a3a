"""Who is reminded, of whose matters, and in which language."""

from django.conf import settings
from django.contrib.auth import get_user_model

from policies.models.rights import Role, Scope, scope_of


def staff():
    """Everybody who may log in to the admin, in a fixed order."""
    everybody = get_user_model().objects.filter(is_active=True, is_staff=True)
    return everybody.select_related("preference").order_by("pk")


def wants_mail(person) -> bool:
    """Say whether they left the reminders on, as everybody does who has chosen nothing."""
    return getattr(_preference(person), "reminders", True)


def language_of(person) -> str:
    """Return the language that they chose, or the site's."""
    chosen = getattr(_preference(person), "language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def own_scope(person) -> Scope:
    """Return what is theirs by membership.

    Administrators may do everything, and a country's promises would bury the few that somebody expects of them: they
    are told of the units to which they belong, like everybody.
    """
    scope = scope_of(person)
    if not scope.everything:
        return scope
    return Scope(frozenset({Role.REVIEWER}), *person.memberships.reach())


def _preference(person):
    """Return what they chose about themselves; None where they chose nothing."""
    return getattr(person, "preference", None)
