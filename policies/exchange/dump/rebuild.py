"""The public record rebuilt from a dump in an empty tracker: keys kept, whole or not at all."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.derived import lock_record, mark_everything, reindex, reindex_units, settle
from policies.exchange.dump.columns import Table
from policies.exchange.dump.conversion import Building
from policies.exchange.dump.read import CHUNK, Dump, WrongDump
from policies.exchange.dump.tables import TABLES
from policies.exchange.exports import cells_up_to
from policies.models import Action, Level, Organisation, Place, Reading, Reply
from policies.models.rows import count_for_planning, go_on_counting, insert, rewrite

ACCOUNT = "imported"
FROM_LIST = ("quote", "strength", "due_text", "due_on", "due_on_first")
"""What an action's row of the list says of it; the rest is in its record."""
SETTLED = 500
Told = Callable[[str, int], None]


class NotEmpty(Exception):
    """A record that is there already. Its text is a sentence."""


@transaction.atomic
@cells_up_to(sys.maxsize)  # a letter is one cell
def rebuild(dump: Dump, *, told: Told) -> None:
    """Store everything in `dump`; `told` is told what is at hand, and how many more are done. Raises NotEmpty."""
    lock_record()
    _refuse_unless_empty()
    Place.objects.all().delete()  # the nation, which migrations made
    building = Building(_account(), timezone.now())
    for table in TABLES.values():
        if table.name != "actions":
            _store(dump, table, building, told)
    if not Place.objects.filter(level=Level.NATION).exists():
        Place.objects.create(name="全国", level=Level.NATION)
    go_on_counting(_models())
    count_for_planning()
    _derive(told)


def _models() -> list[type[models.Model]]:
    return list({table.model: None for table in TABLES.values()})


def _refuse_unless_empty() -> None:
    known = [model for model in (*_models(), Reading) if model is not Place and model._default_manager.exists()]
    if known or Place.objects.exclude(level=Level.NATION).exists():
        raise NotEmpty(_("这个系统里已经有记录了；只能在空的系统里重建。"))


def _account() -> int:
    """Return who stands for everything in the new record: nobody who could log in."""
    users = get_user_model().objects
    known = users.filter(username=ACCOUNT).first()
    return (known or users.create_user(ACCOUNT, password=None, is_active=False)).pk


def _store(dump: Dump, table: Table, building: Building, told: Told) -> None:
    rows = _records(dump, table) if table.name == "action_records" else dump.rows_of(table)
    is_link = bool(table.model._meta.auto_created)
    while chunk := list(islice(rows, CHUNK)):
        _insert(table, [building.build(table, row) for row in chunk], keyed=not is_link)
        told(table.name, len(chunk))


def _insert(table: Table, rows: list[models.Model], *, keyed: bool) -> None:
    """Store the rows, with the moments that the model would take for now."""
    own = {column.path for column in table.columns}
    fields = [each.name for each in table.model._meta.concrete_fields if getattr(each, "auto_now_add", False)]
    kept = [name for name in fields if name in own]
    moments = [[getattr(row, name) for name in kept] for row in rows]
    insert(table.model, rows, keyed=keyed)
    if kept:
        for row, values in zip(rows, moments, strict=True):
            for name, value in zip(kept, values, strict=True):
                setattr(row, name, value)
        rewrite(table.model, rows, kept)


def _records(dump: Dump, table: Table) -> Iterator[dict]:
    """Yield the records of actions, each with what the list says of it."""
    for listed, record in zip(dump.rows_of(TABLES["actions"]), dump.rows_of(table), strict=True):
        if listed["id"] != record["action_id"]:
            raise WrongDump(_("actions.csv 和 action_records.csv 的行对不上。"))
        yield record | {name: listed[name] for name in FROM_LIST}


def _derive(told: Told) -> None:
    pks = list(Action.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(pks), SETTLED):
        settle(Action.objects.filter(pk__in=pks[first : first + SETTLED]))
        told("actions", len(pks[first : first + SETTLED]))
    reindex(Reply.objects.order_by("pk").values_list("pk", flat=True), are_new=True)
    reindex_units(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    mark_everything()
