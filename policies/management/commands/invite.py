"""Invite somebody: an account, and the letter with the link to choose a password. The same as 邀请 in the admin."""

from django.core.management.base import BaseCommand, CommandError

from policies import changes
from policies.changes import Refused
from policies.models import Account, AuditEntry, AuditKind, Language, Organisation
from policies.models.rights import Role


class Command(BaseCommand):
    help = "邀请一个人：建立账号，把设定密码的网址寄到邮件地址。"

    def add_arguments(self, parser):
        parser.add_argument("email", help="邮件地址；不写 --username 时也是登录名")
        parser.add_argument("--role", choices=Role.values, required=True, help="角色")
        parser.add_argument("--name", default="", help="姓名")
        parser.add_argument("--username", default="", help="登录名")
        parser.add_argument("--unit", action="append", default=[], help="单位全称；可以写几次")
        parser.add_argument("--language", choices=Language.values, default=Language.CHINESE, help="页面和邮件的语言")
        parser.add_argument("--by", required=True, help="以哪个管理员的名义，写登录名")

    def handle(self, *, email, role, name, username, unit, language, by, **options):
        administrator = Account.objects.administrators().filter(username=by).first()
        if administrator is None:
            raise CommandError(f"没有能登录的管理员“{by}”；第一个管理员由 start_office 或 createsuperuser 建立。")
        units = [(self._unit(one), None, None) for one in unit]
        try:
            asked = {"name": name, "username": username, "units": units, "language": language}
            account = changes.invite_account(email=email, role=role, by=administrator, **asked)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        failed = AuditEntry.objects.about(account).filter(kind=AuditKind.MAIL_FAILED).first()
        if failed:
            raise CommandError(
                f"账号 {account} 已建好，但邮件没有寄出：{failed.words}；检查 EMAIL_URL，再从管理页面寄一次。"
            )
        self.stdout.write(f"账号 {account} 已建好，邀请已寄往 {account.email}。")

    def _unit(self, name: str) -> Organisation:
        found = list(Organisation.objects.filter(name=name)[:2])
        if len(found) != 1:
            told = "不止一个" if found else "没有登记"
            raise CommandError(f"单位“{name}”{told}；写登记的全称，或从管理页面邀请。")
        return found[0]
