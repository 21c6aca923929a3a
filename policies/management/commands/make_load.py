"""Write made-up letters in any number, to try the tracker with; the same ones for the same seed."""

import sys
import zipfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from policies.load import Country, letters, register
from policies.load.files import addresses

MOST = 1_000_000


class Command(BaseCommand):
    help = "生成虚构的答复（演示数据），写入文件夹或 .zip 压缩包；种子相同，内容就相同。"

    def add_arguments(self, parser):
        parser.add_argument("target", nargs="?", type=Path, metavar="文件夹或 FILE.zip")
        parser.add_argument("--letters", type=int, required=True, metavar="N", help="多少件")
        parser.add_argument("--seed", type=int, default=1, help="种子（默认 %(default)s）")
        parser.add_argument("--register", action="store_true", help="把其中的行政区和单位登记为演示数据")

    def handle(self, *, target, seed, **options):
        number = options["letters"]
        if not 1 <= number <= MOST:
            raise CommandError(f"--letters 写 1 到 {MOST} 的数。")
        if target is None and not options["register"]:
            raise CommandError("写出文件夹或压缩包，或加 --register。")
        country = Country(number, seed)
        if target is not None:
            bar = tqdm(total=number, unit="件", file=sys.stderr, disable=not sys.stderr.isatty())
            try:
                table = self._write(target, letters(country, number, seed), bar)
            except OSError as error:
                raise CommandError(f"写不了 {target}（{error.strerror}）。") from error
            finally:
                bar.close()
            self.stdout.write(f"{number} 件虚构的答复：{target}；网址表：{table}")
        if options["register"]:
            places, units = register(country)
            self.stdout.write(f"登记了 {places} 个虚构的行政区、{units} 个虚构的单位（演示数据）。")

    def _write(self, target: Path, made, bar: tqdm) -> Path:
        names = []
        if target.suffix.lower() == ".zip":
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in made:
                    archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
                    names.append(name)
                    bar.update()
            table = target.with_suffix(".csv")
        else:
            for name, data in made:
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                names.append(name)
                bar.update()
            table = target / "addresses.csv"
        table.write_text(addresses(names), encoding="utf-8-sig", newline="")
        return table
