"""The first day of a real office: its place, its unit, and an account for each role. No demo."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from policies.changes import Refused, save
from policies.models import Account, AuditKind, Level, Membership, Organisation, Place
from policies.models.rights import Role
from policies.office.audit import note


class Command(BaseCommand):
    help = "为一个真实的单位开张：建立行政区、单位，以及管理、填报、审核各一个账号；不装演示数据。"

    def add_arguments(self, parser):
        parser.add_argument("--place", required=True, help="行政区全称，如 青原省云山市")
        parser.add_argument("--level", choices=Level.values, help="行政区的级别；新的行政区要写")
        parser.add_argument("--parent", help="上级行政区全称（已建立的）")
        parser.add_argument("--unit", required=True, help="单位全称，如 云山市交通运输局")
        parser.add_argument("--administrator", default="administrator", help="管理账号的用户名")
        parser.add_argument("--reporter", default="reporter", help="填报账号的用户名")
        parser.add_argument("--reviewer", default="reviewer", help="审核账号的用户名")

    def handle(self, *, place, level, parent, unit, **options):
        names = {role: options[role.value] for role in (Role.ADMINISTRATOR, Role.REPORTER, Role.REVIEWER)}
        users = get_user_model().objects
        if len(set(names.values())) < len(names):
            raise CommandError("管理、填报和审核要用不同的用户名。")
        for role, name in names.items():
            if users.filter(username=name).exists():
                raise CommandError(f"已有用户名 {name}；用 --{role.value} 换一个。")
        passwords = {name: secrets.token_urlsafe(12) for name in names.values()}
        try:
            with transaction.atomic():
                accounts = {role: self._account(name, passwords[name], role) for role, name in names.items()}
                by = accounts[Role.ADMINISTRATOR]
                organisation = self._unit(self._place(place, level, parent, by), unit, by)
                for role in (Role.REPORTER, Role.REVIEWER):
                    Membership.objects.create(user=accounts[role], organisation=organisation)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"行政区：{organisation.place}\n单位：{organisation}")
        for role, name in names.items():
            self.stdout.write(f"{role.label} {name}，密码（只显示这一次）：{passwords[name]}")

    def _account(self, name: str, password: str, role: Role):
        account = get_user_model().objects.create_user(name, password=password, is_staff=True)
        account.groups.add(Group.objects.get(name=role.value))
        note(AuditKind.ACCOUNT_MADE, about=Account.objects.get(pk=account.pk), words=str(role.label))
        return account

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
