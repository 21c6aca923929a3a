"""Erase by whom corrections came, once a day has passed."""

from django.core.management.base import BaseCommand

from policies.changes.reader_corrections import forget_senders


class Command(BaseCommand):
    help = "清除一天以前收到的读者更正的发送地址（只存作计数的摘要）。收到新的更正时也会清除；可以反复运行。"

    def handle(self, **options):
        self.stdout.write(f"清除了 {forget_senders()} 件更正的发送地址。")
