"""Write the whole public record into a folder."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from policies.exchange.dump.write import PACKAGE, write_dump


class Command(BaseCommand):
    help = "把公开记录的全部写进一个新的文件夹：每张表一个 CSV，一个 SQLite 文件，datapackage.json，校验和。"

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="文件夹", help="还不存在的；停下或出错时什么也不留下")
        parser.add_argument("--since", type=Path, metavar="文件夹", help="以前的一份；changes.csv 列出和它不同的行")

    def handle(self, *, folder: Path, since: Path | None, **options):
        if folder.exists():
            raise CommandError(f"{folder} 已经在了；写一个还没有的名字。")
        if since and not (since / PACKAGE).exists():
            raise CommandError(f"{since} 里没有 {PACKAGE}，不是以前的一份全部数据。")
        try:
            with tqdm(unit="行", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
                made = write_dump(folder, since=since, told=told_on(bar))
        except KeyboardInterrupt:
            raise CommandError("已停下，什么也没有留下。", returncode=130) from None
        except OSError as error:
            raise CommandError(f"写不下去，什么也没有留下（{error}）。") from error
        self.stdout.write(f"{folder}：{sum(file.rows or 0 for file in made.files)} 行，{len(made.files)} 个文件。")


def told_on(bar: tqdm):
    """Return what shows progress on a bar."""

    def told(table: str, rows: int) -> None:
        bar.set_description(table, refresh=False)
        bar.update(rows)

    return told
