"""Load the real letter, the invented city and a staff account into an empty tracker; into any other, nothing."""

import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import transaction

from policies.changes import publish_reply, save
from policies.demo import load_demo
from policies.ingest import ingest
from policies.models import Level, Organisation, Place, Reply

FOLDER = Path(__file__).resolve().parents[2] / "samples"
LETTER = FOLDER / "samr_04847.txt"


class Command(BaseCommand):
    help = "把真实的样例答复、虚构的示例市和一个管理账号装入空的系统；已有内容时什么也不做。"

    def handle(self, *args, **options):
        if Reply.objects.exists() or get_user_model().objects.exists():
            return
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            staff = get_user_model().objects.create_superuser("admin", password=password)
            nation = Place.objects.get(level=Level.NATION)
            save(obj=Organisation(place=nation, name="市场监管总局"), by=staff)
            real = ingest(LETTER.read_bytes(), name=LETTER.name, place=nation)
            publish_reply(reply=real.reply, by=staff)
            load_demo(by=staff)
        self.stdout.write(
            f"管理账号 / staff account: admin\n密码（只显示这一次）/ password (shown only this once): {password}"
        )
