"""What bears the moment at which it was published, letters and actions, for whoever keeps a copy of what was public."""

from django.db import models


class PublishedQuerySet(models.QuerySet):
    def once_public(self):
        """What was public at some time: of what is no more only number and day may be told."""
        return self.filter(published_at__isnull=False)
