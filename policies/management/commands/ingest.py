"""Read letters and store them; may be stopped and repeated at any time."""

import os
import signal
import sys
from collections import Counter
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError
from tqdm import tqdm

from policies.ingest import CannotIngest, Ingested, Outcome
from policies.ingest.addresses import WrongTable, read_addresses, with_addresses
from policies.ingest.archives import Archives
from policies.ingest.bulk import CHUNK, ingest_files
from policies.ingest.files import SUFFIXES, ZIP, Source, letter_files
from policies.ingest.interruption import Interruption
from policies.ingest.report import Report
from policies.models import Place
from policies.models.rows import count_for_planning
from policies.reader.processes import Readers

TOLD = {
    Outcome.ADDED: "收录",
    Outcome.REPLACED: "重读，已更新",
    Outcome.PROPOSED: "重读，与已确认的不同，待核",
    Outcome.KEPT: "已有，未变",
}
REFUSED = "refused"
MOST_JOBS = 32
MANY = 1_000
"""Letters after which the database is asked to look at itself at once, not in the night."""


class Command(BaseCommand):
    help = "读取答复并存入系统：可以给文件、文件夹（连同下级）和 .zip 压缩包；可以随时停下，反复运行。"

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="文件、文件夹或压缩包")
        parser.add_argument("--place", help="这些答复所属的行政区（全称，已建立的）")
        parser.add_argument(
            "--addresses", type=Path, metavar="FILE.csv", help="原文网址的表：file、url 两列，可以再有 place"
        )
        parser.add_argument("--report", type=Path, metavar="FILE.csv", help="把每个文件的结果写成表")
        parser.add_argument("--reread", action="store_true", help="读过的文件也重新读取")
        parser.add_argument(
            "--jobs", type=int, default=min(os.cpu_count() or 1, MOST_JOBS), help="同时读取的进程数（默认为处理器数）"
        )
        parser.add_argument("--chunk", type=int, default=CHUNK, help="一次存入多少件（默认 %(default)s）")

    def handle(self, *, paths, place, addresses, report, reread, jobs, chunk, **options):
        if not 1 <= jobs <= MOST_JOBS or chunk < 1:
            raise CommandError(f"--jobs 写 1 到 {MOST_JOBS}，--chunk 写 1 以上的数。")
        counts: Counter[str] = Counter()
        with ExitStack() as stack:
            interruption = stack.enter_context(Interruption(self._say))
            sources: list[Source] = []
            try:
                with interruption.waiting():
                    sources += self._sources(paths, place, addresses, stack.enter_context(Archives()))
                told = stack.enter_context(self._report(report)) if report else None
                readers = stack.enter_context(Readers(min(jobs, len(sources))))
                run = ingest_files(
                    sources, readers=readers, reread=reread, chunk=chunk, waiting_for=interruption.waiting
                )
                bar = stack.enter_context(
                    tqdm(total=len(sources), unit="件", file=sys.stderr, disable=not sys.stderr.isatty())
                )
                for source, done in stack.enter_context(closing(run)):
                    counts[done.outcome if isinstance(done, Ingested) else REFUSED] += 1
                    if told:
                        told.add(source, done)
                    self._tell(source, done)
                    bar.update()
            except KeyboardInterrupt:
                raise self._stopped("已停下", counts, sources, 128 + (interruption.by or signal.SIGINT)) from None
            except (DatabaseError, InterfaceError, OSError) as error:
                raise self._stopped(f"存不下去，停下了（{error}）", counts, sources, 1) from error
        if counts[Outcome.ADDED] > MANY:
            count_for_planning()
        summary = _summary(counts)
        if counts[REFUSED]:
            raise CommandError(f"{summary + '；' if summary else ''}有 {counts[REFUSED]} 件没有收录，原因见上。")
        self.stdout.write(f"共 {len(sources)} 件：{summary}。")

    def _sources(self, paths, place, addresses, archives) -> list[Source]:
        place = self._place(place) if place is not None else None
        sources = [replace(source, place=place) for source in letter_files(paths, archives)]
        if not sources:
            raise CommandError(f"没有找到 {'、'.join(sorted(SUFFIXES | {ZIP}))} 文件。")
        if addresses is None:
            return sources
        try:
            sources, unknown = with_addresses(sources, read_addresses(addresses))
        except WrongTable as wrong:
            raise CommandError(f"{addresses} 有错，什么也没有收录：\n{wrong}") from wrong
        except OSError as error:
            raise CommandError(f"打不开 {addresses}（{error.strerror}）。") from error
        for line in unknown:
            self._say(f"？{addresses} 第 {line.number} 行：没有找到文件“{line.file}”。")
        return sources

    def _place(self, name: str) -> Place:
        if known := Place.objects.filter(name=name).first():
            return known
        raise CommandError(f"没有行政区“{name}”。先在管理后台或用 start_office 建立；“市”“县”这样的字认不出是哪里。")

    def _report(self, path: Path) -> Report:
        try:
            return Report(path)
        except OSError as error:
            raise CommandError(f"写不了 {path}（{error.strerror}）。") from error

    def _say(self, sentence: str) -> None:
        tqdm.write(sentence, file=self.stderr)

    def _tell(self, source: Source, done: Ingested | CannotIngest) -> None:
        if isinstance(done, CannotIngest):
            self._say(f"✗ {source.shown}：{done}")
        else:
            tqdm.write(_line(source, done), file=self.stdout)

    def _stopped(self, why: str, counts: Counter, sources: list, code: int) -> CommandError:
        done = f"{counts.total()} / {len(sources)} 件" + (f"：{_summary(counts)}" if _summary(counts) else "")
        rest = "存入的每一件都是完整的；再运行同一条命令，就从停下的地方接着做。"
        return CommandError(f"{why}；已处理 {done}。{rest}", returncode=code)


def _summary(counts: Counter) -> str:
    return "，".join(f"{TOLD[outcome]} {counts[outcome]} 件" for outcome in Outcome if counts[outcome])


def _line(source: Source, done: Ingested) -> str:
    line = f"✓ {source.shown}：{TOLD[done.outcome]}；答复 {done.reply.pk}，{done.commitments} 项承诺，{done.actions} 条举措"
    return line + "".join(f"\n    ？{doubt}" for doubt in done.doubts)
