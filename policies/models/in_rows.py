"""What the rows of lists show, fetched with them in a fixed number of queries."""

from django.db.models import Prefetch

from policies.models.reply import Reply


def in_rows_of_actions() -> list[str | Prefetch]:
    """Return what to prefetch for rows of actions; no joins, no letter's text."""
    letters = Reply.objects.without_text().select_related("place").prefetch_related("proposals", "issuers")
    return ["lead", "categories", "commitment", Prefetch("reply", letters)]
