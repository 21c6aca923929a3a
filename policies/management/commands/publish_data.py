"""Make the dump that `/data/` hands out."""

import sys

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from policies.exchange.dump.latest import AnotherRun, newest, publish
from policies.management.commands.export_data import told_on
from policies.models.rows import count_for_planning


class Command(BaseCommand):
    help = "做一份新的全部数据，供 /data/ 下载；记录没有变就不做。可以随时停下，反复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--if-needed", action="store_true", help="只在没有一份可供下载时才做：有内容撤回以后")

    def handle(self, *, if_needed: bool, **options):
        known = newest()
        if known and known.may_be_taken and (if_needed or known.is_of_now):
            self.stdout.write(f"{known.folder} 仍可下载，没有做新的。")
            return
        try:
            with tqdm(unit="行", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
                made = publish(told=told_on(bar))
        except AnotherRun:
            self.stdout.write("另一个进程正在做，这里不再做。")
            return
        except KeyboardInterrupt:
            raise CommandError("已停下；原来的一份没有动。", returncode=130) from None
        except OSError as error:
            raise CommandError(f"写不下去，原来的一份没有动（{error}）。") from error
        self.stdout.write(f"{made.folder}：{len(made.files)} 个文件。")
        count_for_planning()  # every night, when the record changed
