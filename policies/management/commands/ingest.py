"""Read letters and store them; may be repeated at any time."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from policies.ingest import CannotIngest, Ingested, Outcome, ingest, letter_bytes, letter_files
from policies.ingest.files import SUFFIXES
from policies.models import Place

TOLD = {
    Outcome.ADDED: "收录",
    Outcome.REPLACED: "重读，已更新",
    Outcome.PROPOSED: "重读，与已确认的不同，待核",
    Outcome.KEPT: "已有，未变",
}


class Command(BaseCommand):
    help = "读取答复并存入系统：可以给文件，也可以给文件夹（连同下级）；可以反复运行。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="文件或文件夹")
        parser.add_argument("--place", help="这些答复所属的行政区（全称，已建立的）")

    def handle(self, *, paths, place, **options):
        if place is not None:
            place = self._place(place)
        files = list(letter_files(paths))
        if not files:
            raise CommandError(f"没有找到 {'、'.join(sorted(SUFFIXES))} 文件。")
        counts = dict.fromkeys(Outcome, 0)
        refused = 0
        bar = tqdm(files, unit="件", file=sys.stderr, disable=not sys.stderr.isatty())
        for path in bar:
            try:
                done = ingest(letter_bytes(path), name=path.name, place=place)
            except (CannotIngest, OSError) as error:
                refused += 1
                tqdm.write(f"✗ {path}：{_told(error)}", file=sys.stderr)
                continue
            counts[done.outcome] += 1
            tqdm.write(_line(path, done), file=self.stdout)
        summary = "，".join(f"{TOLD[outcome]} {n} 件" for outcome, n in counts.items() if n)
        if refused:
            raise CommandError(f"{summary + '；' if summary else ''}有 {refused} 件没有收录，原因见上。")
        self.stdout.write(f"共 {len(files)} 件：{summary}。")

    def _place(self, name: str) -> Place:
        if known := Place.objects.filter(name=name).first():
            return known
        raise CommandError(f"没有行政区“{name}”。先在管理后台或用 start_office 建立；“市”“县”这样的字认不出是哪里。")


def _line(path: Path, done: Ingested) -> str:
    line = f"✓ {path}：{TOLD[done.outcome]}；答复 {done.reply.pk}，{done.commitments} 项承诺，{done.actions} 条举措"
    return line + "".join(f"\n    ？{doubt}" for doubt in done.doubts)


def _told(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件。"
    if isinstance(error, OSError):
        return f"打不开（{error.strerror}）。"
    return str(error)
