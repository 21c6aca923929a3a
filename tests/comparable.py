"""Everything that is stored, but for keys, clock times and editions, which no two runs share: to compare two runs."""

import json
import sys
from typing import Any

from django.apps import apps
from django.db import connection, models

from policies.search import ACTIONS, REPLIES


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table in the order of their keys, each key as its place in that order."""
    stored = apps.get_app_config("policies").get_models(include_auto_created=True)
    tables = [table for table in stored if table.__name__ != "Edition"]  # no edition has the token of another
    ranks = {
        table: {pk: rank for rank, pk in enumerate(table.objects.order_by("pk").values_list("pk", flat=True))}
        for table in tables
    }
    found = {table.__name__: [_row(row, ranks) for row in table.objects.order_by("pk")] for table in tables}
    for index, table in ((REPLIES, "Reply"), (ACTIONS, "Action")):
        [model] = [each for each in tables if each.__name__ == table]
        kept = {ranks[model].get(pk, pk): words for pk, words in index.kept(ranks[model]).items()}
        found[index.table] = [kept, sorted(index.unindexed())]
    return found


def _row(row: models.Model, ranks: dict) -> dict[str, Any]:
    return {field.name: _value(row, field, ranks) for field in row._meta.concrete_fields}


def _value(row: models.Model, field: models.Field, ranks: dict) -> Any:
    value = getattr(row, field.attname)
    if value is None:
        return None
    if isinstance(field, models.DateTimeField):
        return "some time"
    if field.primary_key or field.is_relation:
        ranked = ranks.get(field.related_model if field.is_relation else type(row), {})
        return ranked.get(value, value)
    if field.name == "id" and hasattr(row, "instance_type"):  # history: the key of the row that it tells of
        return ranks[row.instance_type].get(value, value)
    if field.name == "about" and getattr(row, "code", "") == "same_number":
        replies = next(ranks[table] for table in ranks if table.__name__ == "Reply")
        return replies[int(value)]
    return value if isinstance(value, int | list | dict) else str(value)


if __name__ == "__main__":
    import django

    django.setup()
    json.dump([connection.vendor, everything()], sys.stdout, ensure_ascii=False, sort_keys=True)
