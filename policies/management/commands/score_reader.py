"""Compare what the reader makes of letters with labels made by hand; stores nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from policies.ingest.files import SUFFIXES, letter_bytes
from policies.reader import CannotRead, as_json, read_letter, text_of
from policies.reader.score import Judgement, Verdict, judge, tally

COLUMNS = {Verdict.RIGHT: "对", Verdict.WRONG: "错", Verdict.MISSED: "漏", Verdict.INVENTED: "多"}


class Command(BaseCommand):
    help = "把读取结果与人工标注（同名的 .json，写法见 docs/reading.md）逐项比较，不写入数据库。"
    requires_system_checks: list[str] = []  # reads files only; a database that is away is no hindrance

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="放答复函和标注的文件夹")
        parser.add_argument("--misses", action="store_true", help="逐条列出不一致之处")

    def handle(self, *, folder, misses, **options):
        labels = sorted(folder.glob("*.json"))
        if not labels:
            raise CommandError(f"{folder} 里没有标注（.json）。")
        judgements: list[Judgement] = []
        for path in labels:
            found = _judged(path)
            judgements += found
            if misses:
                self._list(path, [judgement for judgement in found if judgement.verdict is not Verdict.RIGHT])
        self.stdout.write("\t".join(["", *COLUMNS.values()]))
        for field, counts in tally(judgements).items():
            self.stdout.write("\t".join([field, *(str(counts[verdict]) for verdict in COLUMNS)]))
        self.stdout.write(f"共 {len(labels)} 件。")

    def _list(self, path: Path, wrong: list[Judgement]) -> None:
        for judgement in wrong:
            told = [json.dumps(value, ensure_ascii=False) for value in (judgement.labelled, judgement.found)]
            self.stdout.write(
                f"{path.stem}\t{COLUMNS[judgement.verdict]}\t{judgement.field}\t标注 {told[0]}\t读取 {told[1]}"
            )


def _judged(path: Path) -> list[Judgement]:
    try:
        label = json.loads(path.read_text(encoding="utf-8"))
        letter = next(
            (path.with_suffix(suffix) for suffix in (".txt", *sorted(SUFFIXES)) if path.with_suffix(suffix).is_file()),
            None,
        )
        if letter is None:
            raise CommandError(f"{path}：没有同名的答复函（{'、'.join(sorted(SUFFIXES))}）。")
        return judge(label, as_json(read_letter(text_of(letter_bytes(letter), letter.name))))
    except CannotRead as error:
        raise CommandError(f"{letter}：{error}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(f"{path}：不是答复的标注，写法见 docs/reading.md（{error}）。") from error
