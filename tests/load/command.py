"""Write made-up letters in any number, or load them, to try the tracker with; the same ones for the same seed."""

import os
import sys
import zipfile
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from policies.ingest.bulk import ingest_files
from policies.ingest.files import Source
from policies.reader.processes import Readers
from tests.load.country import Country
from tests.load.files import addresses, letters
from tests.load.publish import publish
from tests.load.register import register

MOST = 1_000_000


class Command(BaseCommand):
    help = "生成虚构的答复（演示数据），写入文件夹或 .zip 压缩包，或直接存入系统；种子相同，内容就相同。"

    def add_arguments(self, parser):
        parser.add_argument("target", nargs="?", type=Path, metavar="文件夹或 FILE.zip")
        parser.add_argument("--letters", type=int, required=True, metavar="N", help="多少件")
        parser.add_argument("--seed", type=int, default=1, help="种子（默认 %(default)s）")
        parser.add_argument("--register", action="store_true", help="把其中的行政区和单位登记为演示数据")
        parser.add_argument("--publish", action="store_true", help="登记、存入并公开，附一些虚构的进展；用来试大量数据")

    def handle(self, *, target, seed, **options):
        number = options["letters"]
        if not 1 <= number <= MOST:
            raise CommandError(f"--letters 写 1 到 {MOST} 的数。")
        if target is None and not (options["register"] or options["publish"]):
            raise CommandError("写出文件夹或压缩包，或加 --register 或 --publish。")
        country = Country(number, seed)
        if target is not None:
            try:
                table = self._write(target, self._told("写出", number, letters(country, number, seed)))
            except OSError as error:
                raise CommandError(f"写不了 {target}（{error.strerror}）。") from error
            self.stdout.write(f"{number} 件虚构的答复：{target}；网址表：{table}")
        if options["register"] or options["publish"]:
            places, units = register(country)
            self.stdout.write(f"登记了 {places} 个虚构的行政区、{units} 个虚构的单位（演示数据）。")
        if options["publish"]:
            self._publish(country, number, seed)

    def _publish(self, country: Country, number: int, seed: int) -> None:
        by = get_user_model().objects.filter(is_superuser=True).order_by("pk").first()
        if by is None:
            raise CommandError("还没有管理账号；先用 createsuperuser 建一个，公开要记在它名下。")
        made = (
            Source(name, name, partial(bytes, data), source_url=f"https://made-up.invalid/{index}")
            for index, (name, data) in enumerate(letters(country, number, seed), start=1)
        )
        with Readers(os.cpu_count() or 1) as readers:
            for _ in self._told("存入", number, ingest_files(made, readers=readers)):
                pass
        published = sum(self._told("公开", None, publish(country, by=by, seed=seed)))
        self.stdout.write(f"存入 {number} 件，公开 {published} 件（演示数据）。")

    def _told(self, deed: str, total: int | None, done: Iterable) -> Iterator:
        return iter(tqdm(done, deed, total=total, file=sys.stderr, disable=not sys.stderr.isatty()))

    def _write(self, target: Path, made: Iterable[tuple[str, bytes]]) -> Path:
        names = []
        if target.suffix.lower() == ".zip":
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in made:
                    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
                    names.append(name)
            table = target.with_suffix(".csv")
        else:
            for name, data in made:
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                names.append(name)
            table = target / "addresses.csv"
        table.write_text(addresses(names), encoding="utf-8-sig", newline="")
        return table
