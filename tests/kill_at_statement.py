"""A command that dies, as if pulled from its socket, before its so-manieth statement: `python -m tests.kill_at_statement 17 remind`."""

import os
import signal
import sys

import django
from django.core.management import execute_from_command_line
from django.db import connection


def main(last: int, *command: str) -> None:
    django.setup()
    asked = 0

    def count(execute, sql, params, many, context):
        nonlocal asked
        asked += 1
        if asked == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        execute_from_command_line(["manage.py", *command])


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
