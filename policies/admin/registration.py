"""The pages of staff (/admin/): one file per group of models. Everything they save goes through `changes`."""

from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from policies.admin.accounts import accounts, audit, reminders  # noqa: F401  (each registers its models)
from policies.admin.actions import actions  # noqa: F401  (each registers its models)
from policies.admin.ledger import imports, mappings, rows  # noqa: F401  (each registers its models)
from policies.admin.registers import archive, proposals, registers  # noqa: F401  (each registers its models)
from policies.admin.replies import readings, replies  # noqa: F401  (each registers its models)
from policies.admin.reports import corrections, evidence, updates  # noqa: F401  (each registers its models)

# What waits for the worker is told where it was asked for.
admin.site.unregister(DBTaskResult)
