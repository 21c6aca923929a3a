"""Erase evidence that nobody finished handing in, and evidence files that no row knows."""

from collections import Counter
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from policies.changes.tidying import tidy_evidence

TOLD = {"row": "没有用上的佐证", "file": "没有记录的文件"}


class Command(BaseCommand):
    help = "清除没有用上的佐证（上传后没有填完的）和没有记录的文件。提交过的佐证从不清除；随时可以中断，再运行即可。"

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=7, metavar="N", help="只清除 N 天以前的（默认 %(default)s）")
        parser.add_argument("--dry-run", action="store_true", help="只列出，不清除")

    def handle(self, *, days, dry_run, **options):
        if days < 1:
            raise CommandError("--days 写 1 以上的数：刚刚上传的可能正在填写。")
        counts: Counter = Counter()
        for what, name in tidy_evidence(before=timezone.now() - timedelta(days=days), dry_run=dry_run):
            counts[what] += 1
            self.stdout.write(f"{TOLD[what]}：{name}")
        told = "，".join(f"{TOLD[what]} {n} 件" for what, n in counts.items()) or "没有要清除的"
        self.stdout.write(f"{'（只列出）' if dry_run else ''}{told}。")
