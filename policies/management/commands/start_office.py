"""The first day of a real office: its place, its unit, and two accounts. No demo."""

import secrets

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from policies.changes import Refused, save
from policies.models import Level, Organisation, Place


class Command(BaseCommand):
    help = "为一个真实的单位开张：建立行政区、单位、一个填报账号和一个审核账号；不装演示数据。"

    def add_arguments(self, parser):
        parser.add_argument("--place", required=True, help="行政区全称，如 青原省云山市")
        parser.add_argument("--level", choices=Level.values, help="行政区的级别；新的行政区要写")
        parser.add_argument("--parent", help="上级行政区全称（已建立的）")
        parser.add_argument("--unit", required=True, help="单位全称，如 云山市交通运输局")
        parser.add_argument("--reporter", default="reporter", help="填报账号的用户名")
        parser.add_argument("--reviewer", default="reviewer", help="审核账号的用户名")

    def handle(self, *, place, level, parent, unit, reporter, reviewer, **options):
        passwords = {name: secrets.token_urlsafe(12) for name in (reviewer, reporter)}
        users = get_user_model().objects
        if reporter == reviewer:
            raise CommandError("填报和审核要用两个不同的用户名。")
        for name in passwords:
            if users.filter(username=name).exists():
                raise CommandError(f"已有用户名 {name}；用 --reporter 或 --reviewer 换一个。")
        try:
            with transaction.atomic():
                # Roles are not told apart yet: both accounts may do everything (docs/decisions.md).
                accounts = [users.create_superuser(name, password=word) for name, word in passwords.items()]
                organisation = self._unit(self._place(place, level, parent, accounts[0]), unit, accounts[0])
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"行政区：{organisation.place}\n单位：{organisation}")
        for name, word in passwords.items():
            self.stdout.write(f"账号 {name}，密码（只显示这一次）：{word}")

    def _place(self, name, level, parent, by) -> Place:
        if known := Place.objects.filter(name=name).first():
            return known
        if level is None:
            raise CommandError(f"还没有行政区“{name}”；建立它要写级别：--level {'|'.join(Level.values)}")
        above = None
        if parent and (above := Place.objects.filter(name=parent).first()) is None:
            raise CommandError(f"没有行政区“{parent}”；先建立上级，或不写 --parent。")
        return save(obj=Place(name=name, level=level, parent=above), by=by)

    def _unit(self, place, name, by) -> Organisation:
        if known := Organisation.objects.filter(place=place, name=name).first():
            return known
        return save(obj=Organisation(place=place, name=name), by=by)
