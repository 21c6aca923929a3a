"""`python -m tests.load --letters N [--seed S] [--register] [--publish] [FOLDER|ZIP]`: made-up letters in any number."""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from tests.load.command import Command  # once Django is set up

    Command().run_from_argv(["python -m", "tests.load", *sys.argv[1:]])
