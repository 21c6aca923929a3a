"""Do what pages leave to a worker: large workbooks, imports and exports of ledgers. Runs until it is stopped."""

from django.core.management.base import BaseCommand, CommandError

from policies.office.background.worker import work
from policies.office.locks import AnotherRun


class Command(BaseCommand):
    help = "做网页上等不及的事：大的工作簿、台账的导入和导出，一件一件地做。可以随时停下；没做完的，下次从头再做。"

    def add_arguments(self, parser):
        parser.add_argument("--until-empty", action="store_true", help="做完正在等的就结束")

    def handle(self, *, until_empty: bool, **options):
        try:
            work(until_empty=until_empty)
        except AnotherRun:
            raise CommandError("另一个后台进程已经在运行；同时只要一个。") from None
