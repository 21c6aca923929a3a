"""The rows of a database, read and written through the models as they were at a migration."""

from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model

APPS = ("auth", "policies")
# Django makes them after each `migrate`, and nobody else uses them.
LEFT_OUT = {"auth.permission", "auth.group_permissions", "auth.user_user_permissions"}
# What no dump may tell, or what is random.
REPLACED = {("auth.user", "password"): "!", ("policies.edition", "token"): "of the release"}

Tables = dict[str, dict[str, list]]


def last_migrations() -> list[list[str]]:
    graph = MigrationExecutor(connection).loader.graph
    return [list(node) for app in APPS for node in graph.leaf_nodes(app)]


def migrate_to(migrations: list[list[str]]) -> None:
    MigrationExecutor(connection).migrate([tuple(node) for node in migrations])


def models_at(migrations: list[list[str]]) -> list[type[Model]]:
    """Return the models whose tables these migrations left, those of links between them too."""
    state = MigrationExecutor(connection).loader.project_state([tuple(node) for node in migrations])
    models = [
        model for app in APPS for model in state.apps.get_app_config(app).get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]  # fmt: skip
    return sorted(models, key=lambda model: model._meta.label_lower)


def read_rows(migrations: list[list[str]]) -> Tables:
    tables = {}
    for model in models_at(migrations):
        fields, label = _stored_fields(model), model._meta.label_lower
        rows = [
            [REPLACED.get((label, field.name), _plain(row, field)) for field in fields]
            for row in model.objects.order_by("pk")
        ]
        tables[label] = {"columns": [field.name for field in fields], "rows": rows}
    return tables


def insert_rows(migrations: list[list[str]], tables: Tables) -> None:
    """Put these rows in the place of those that the migrations made; keys are kept, and the next ones begin behind them."""
    models = models_at(migrations)
    with transaction.atomic():  # what a row refers to may come behind it
        for model in models:
            model.objects.all().delete()
        for model in models:
            model.objects.bulk_create(_rows_of(model, **tables[model._meta.label_lower]))
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


def _rows_of(model: type[Model], columns: list[str], rows: list[list]) -> list[Model]:
    fields = [model._meta.get_field(name) for name in columns]
    for field in fields:  # of this historical model alone: the moments are those of the dump
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            field.auto_now = field.auto_now_add = False
    return [
        model(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})
        for row in rows
    ]


def _stored_fields(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if not field.generated]


def _plain(row: Model, field: Field) -> Any:
    """Return a value as JSON can hold it and `to_python` understands it."""
    value = field.value_from_object(row)
    return value if isinstance(value, str | int | float | list | dict | None) else field.value_to_string(row)
