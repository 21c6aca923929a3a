"""The edition (版次) of the record: a new one with every change, so that what was worked out from an older one is known as old."""

from uuid import uuid4

from django.db import InterfaceError, OperationalError, connection, models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """Its only row. The token of an edition comes back with no other one, not even where a change is undone by the database."""

    token = models.CharField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = _("版次")

    def __str__(self) -> str:
        return self.token


def one_at_a_time() -> None:
    """Begin a new edition: wait until no other change is under way, and hold the others until this transaction ends.

    A status, a count or a merge rests on rows that another change may touch: a letter withdrawn while an update on it
    is published, a tree moved while an action is counted. What is read after this call is what stands. And what pages
    have kept of the record until now is old with it.
    """
    token = uuid4().hex
    if not Edition.objects.update(token=token):
        Edition.objects.create(token=token)


def edition() -> str:
    """Return the token of the edition that holds now. Every page asks: hence no QuerySet.

    It is what a page asks first, and so finds out whether the connection still holds, for which Django would ask apart.
    """
    unsure = connection.connection is not None and connection.health_check_enabled and not connection.health_check_done
    if not unsure:
        return _asked()
    connection.health_check_done = True
    try:
        return _asked()
    except (OperationalError, InterfaceError):  # broken off since the last page
        connection.close()
        return _asked()


def _asked() -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {Edition._meta.db_table}")
        row = cursor.fetchone()
    return row[0] if row else ""
