"""Rebuild the public record from a dump, in an empty tracker."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from policies.exchange.dump.read import WrongDump, opened
from policies.exchange.dump.rebuild import NotEmpty, rebuild
from policies.management.commands.export_data import told_on
from policies.models.rows import count_for_planning


class Command(BaseCommand):
    help = "用一份全部数据（export_data 写的文件夹）在空的系统里重建公开记录，编号不变；要么全部存入，要么一行也不存。"

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="文件夹")

    def handle(self, *, folder: Path, **options):
        try:
            dump = opened(folder)
            with tqdm(total=dump.rows, unit="行", file=sys.stderr, disable=not sys.stderr.isatty()) as bar:
                rebuild(dump, told=told_on(bar))
        except (WrongDump, NotEmpty) as refused:
            raise CommandError(str(refused)) from refused
        except (DatabaseError, ValueError) as error:
            raise CommandError(f"这份数据里有存不进记录的值，什么也没有存入（{error}）。") from error
        except KeyboardInterrupt:
            raise CommandError("已停下，什么也没有存入；再运行同一条命令就从头来。", returncode=130) from None
        count_for_planning()
        self.stdout.write(f"已重建：{dump.rows} 行。账号要另外建立（start_office 或 createsuperuser）。")
