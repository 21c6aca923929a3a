"""Said where a change had to wait too long: on SQLite one writes at a time, and a ledger of many rows takes minutes."""

from django.db import OperationalError
from django.shortcuts import render
from django_tasks_db.utils import is_locked_database_exception

RETRY_AFTER = 60
"""Seconds."""


class BusyDatabase:
    """Answer 503 with a sentence where the database let nobody else write; the change at hand was undone as a whole."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not (isinstance(exception, OperationalError) and is_locked_database_exception(exception)):
            return None
        answer = render(request, "503.html", status=503)
        answer["Retry-After"] = RETRY_AFTER
        return answer
