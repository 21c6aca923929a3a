"""What the rows of lists show, fetched with them in a fixed number of queries."""

from django.db.models import Prefetch

from policies.models.reply import Reply


def in_rows_of_actions() -> list[str | Prefetch]:
    """Return what to prefetch for rows of actions: who leads them, and their letters without the text. No joins."""
    return ["lead", Prefetch("reply", Reply.objects.without_text())]
