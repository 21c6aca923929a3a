"""Erase the invented city."""

from django.core.management.base import BaseCommand

from policies.demo.city import remove_demo


class Command(BaseCommand):
    help = "清除全部演示数据（虚构的示例市）。真实的记录不受影响。"

    def handle(self, *args, **options):
        count = remove_demo()
        self.stdout.write(f"已清除演示数据：{count} 件答复。" if count else "没有演示数据。")
