"""The pages of staff (/admin/): one file per group of models. Everything they save goes through `changes`."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from policies.admin import (  # noqa: F401  (each registers its models)
    accounts,
    actions,
    archive,
    audit,
    corrections,
    evidence,
    ledger_imports,
    ledger_mappings,
    ledger_rows,
    proposals,
    readings,
    registers,
    reminders,
    replies,
    updates,
)

# What waits for the worker is told where it was asked for.
admin.site.unregister(DBTaskResult)
