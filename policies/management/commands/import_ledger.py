"""Import a ledger of promises from a file."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from policies.exchange.ledger.importing import import_ledger, receive, summary, told_changes, try_import
from policies.models import ImportState, LedgerImport, LedgerRow, RowOutcome
from policies.refusal import Refused


class Command(BaseCommand):
    help = "导入台账（.xlsx 或 .csv）：先核对，列出每一行改什么，再一次写入。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="以哪个账号（登录名）的权限导入")
        parser.add_argument("--dry-run", action="store_true", help="只核对，什么也不留下")
        parser.add_argument("--skip-refused", action="store_true", help="有不能导入的行时，只导入其余各行")
        parser.add_argument("--drafts", action="store_true", help="进展只存草稿，不提交审核")

    def handle(self, *, file: Path, user, dry_run, skip_refused, drafts, **options):
        by = get_user_model().objects.filter(username=user, is_active=True).first()
        if by is None:
            raise CommandError(f"没有账号“{user}”，或者它已停用。")
        try:
            with transaction.atomic():
                made = receive(data=file.read_bytes(), name=file.name, by=by, as_drafts=drafts)
                if made.state == ImportState.UNMAPPED:
                    raise CommandError("表头不是导出的样子；请先在管理页面上传一次，对应好列并起个名称，再用命令导入。")
                made = try_import(ledger_import=made, by=by)
                self._tell(made)
                transaction.set_rollback(dry_run)
            if not dry_run:
                made = import_ledger(ledger_import=made, skip_refused=skip_refused, by=by)
        except OSError as error:
            raise CommandError(f"读不了 {file}：{error.strerror}。") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        done = "只是核对，没有写入" if dry_run else "已导入"
        self.stdout.write(f"{done}：{summary(made)}。")

    def _tell(self, made: LedgerImport) -> None:
        """Say of each row that is not as it was what it changes, or why not."""
        rows: list[LedgerRow] = made.rows.exclude(outcome=RowOutcome.UNCHANGED).order_by("number")
        for row in rows:
            told = "：".join(filter(None, [row.reason, told_changes(row.changes)]))
            self.stdout.write(f"第 {row.number} 行 {row.get_outcome_display()} {told}")
