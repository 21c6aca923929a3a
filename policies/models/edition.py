"""The write lock of the record, and the public edition (版次): what readers were shown grows old only with the latter.

They share the only row of one table: who writes waits for the row, and who reads the token waits for nobody.
"""

from uuid import uuid4

from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """The only row. A token never comes back, not even where the database rolls back the change that began it."""

    token = models.CharField(max_length=32)
    writes = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("版次")

    def __str__(self) -> str:
        return self.token


def lock_record() -> None:
    """Wait until no other change is under way, and make the others wait until this transaction ends.

    A status, a count or a merge rests on rows that another change may touch: a letter withdrawn while an update on it
    is published, a tree moved while an action is counted. What is read after this call is what stands. The public
    edition stays as it is: most of what staff do is seen by no reader.
    """
    if not Edition.objects.update(writes=F("writes") + 1):
        Edition.objects.create(token=uuid4().hex)


def begin_edition() -> None:
    """Begin a public edition: everything cached of the one before is old once this transaction is committed."""
    if not Edition.objects.update(token=uuid4().hex):
        Edition.objects.create(token=uuid4().hex)


def edition() -> str:
    """Return the token of the public edition that holds now. Every cached page asks: hence no query set."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token FROM {Edition._meta.db_table}")
        row = cursor.fetchone()
    return row[0] if row else ""
