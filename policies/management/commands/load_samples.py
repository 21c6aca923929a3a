"""Load the real letter, the invented city and three accounts into an empty tracker; into any other, nothing."""

import secrets
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction

from policies.changes import publish_reply, save
from policies.demo.city import load_demo
from policies.ingest import ingest
from policies.models import Level, Membership, Organisation, Place, Reply
from policies.models.rights import Role

FOLDER = Path(__file__).resolve().parents[2] / "demo" / "samples"
LETTER = FOLDER / "samr_04847.txt"


class Command(BaseCommand):
    help = "把真实的样例答复、虚构的示例市，以及管理、填报、审核三个账号装入空的系统；已有内容时什么也不做。"

    def handle(self, *args, **options):
        users = get_user_model().objects
        if Reply.objects.exists() or users.exists():
            return
        words = {name: secrets.token_urlsafe(12) for name in ("admin", "reporter", "reviewer")}
        with transaction.atomic():
            admin = users.create_superuser("admin", password=words["admin"])
            reporter, reviewer = (
                users.create_user(role.value, password=words[role.value], is_staff=True)
                for role in (Role.REPORTER, Role.REVIEWER)
            )
            for user in (reporter, reviewer):
                user.groups.add(Group.objects.get(name=user.username))
            nation = Place.objects.get(level=Level.NATION)
            unit = save(obj=Organisation(place=nation, name="市场监管总局"), by=admin)
            real = ingest(LETTER.read_bytes(), name=LETTER.name, place=nation)
            publish_reply(reply=real.reply, by=admin)
            load_demo(by=admin, reviewer=reviewer)
            for user in (reporter, reviewer):
                Membership.objects.create(user=user, organisation=unit)
            demo = Organisation.objects.filter(place__is_demo=True).order_by("pk").first()
            Membership.objects.create(user=reporter, organisation=demo)
        self.stdout.write("账号和密码（只显示这一次）/ accounts and passwords (shown only this once):")
        for name, word in words.items():
            self.stdout.write(f"  {name}: {word}")
