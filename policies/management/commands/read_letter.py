"""Print what the reader finds in letters, one JSON object a line; stores nothing."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from policies.reader import MOST_BYTES, CannotRead, as_json, read_letter, text_of


class Command(BaseCommand):
    help = "读取答复函并逐行输出 JSON，不写入数据库。"
    requires_system_checks: list[str] = []  # reads files only; a database that is away is no hindrance

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="+",
            metavar="FILE",
            help="答复函的文件：.txt（UTF-8、UTF-16 或 GB18030）、.html、.docx 或 .pdf",
        )

    def handle(self, *args, files, **options):
        failed = 0
        for name in files:
            try:
                reading = as_json(read_letter(text_of(_bytes(name), name)), name)
            except CannotRead as problem:
                reading = _unread(name, problem)
                failed += 1
            line = json.dumps(reading, ensure_ascii=False)
            # A file's name may hold bytes that are no UTF-8; they are shown as question marks.
            self.stdout.write(line.encode(errors="replace").decode())
        if failed:
            raise CommandError(f"{len(files)} 个文件中有 {failed} 个读不了，原因见各行的 doubts。")


def _bytes(name: str) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise CannotRead("file_directory")
        if not path.is_file():  # a pipe or a device may never end
            raise CannotRead("file_missing")
        if path.stat().st_size > MOST_BYTES:
            raise CannotRead("file_too_large")
        return path.read_bytes()
    except (OSError, ValueError):
        raise CannotRead("file_missing") from None


def _unread(name: str, problem: CannotRead) -> dict[str, Any]:
    """Return the reading of a file without text: the same keys, all empty, and one doubt that says why."""
    reading = as_json(read_letter(""), name)
    reading["doubts"] = [{"code": problem.code, "message": problem.sentence()}]
    return reading
