"""Write the ledger of promises to a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from policies.exchange.ledger.as_csv import csv_lines
from policies.exchange.ledger.entries import in_ledger
from policies.exchange.ledger.sheet import ALL_UNITS, Ledger
from policies.exchange.ledger.workbook import write_workbook
from policies.models import Action, AuditKind, Organisation, Proposal, Session, Status
from policies.models.tree import all_below
from policies.office.audit import note


class Command(BaseCommand):
    help = "把答复承诺事项台账导出成 .xlsx 或 .csv（按文件名）。"

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--unit", help="主责单位（名称或网址名），连同下级")
        parser.add_argument("--session", help="会议，如 示例市政协15届3次会议")
        parser.add_argument("--status", help="状态，如 推进中，或它的代码")

    def handle(self, *, file: Path, unit, session, status, **options):
        if file.suffix.lower() not in (".xlsx", ".csv"):
            raise CommandError("文件名要以 .xlsx 或 .csv 结尾。")
        actions, filters = Action.objects.all(), []
        name = ALL_UNITS
        if unit:
            found = _unit(unit)
            name = found.name
            actions = actions.filter(lead__in=all_below(Organisation.objects, [found.pk]))
            filters.append(f"主责单位：{name}")
        if session:
            proposals = Proposal.objects.filter(session=_session(session))
            actions = actions.answering(proposals.values("pk"))
            filters.append(f"会议：{session}")
        if status:
            actions = actions.filter(status=_status(status))
            filters.append(f"状态：{status}")
        ledger = Ledger(actions, name, filters)
        n = _write(ledger, file)
        note(AuditKind.EXPORTED, words=f"{file.name}：{n} 条；{'；'.join(filters)}")
        self.stdout.write(f"写入 {file}：{n} 条。")


def _write(ledger: Ledger, file: Path) -> int:
    try:
        if file.suffix.lower() == ".xlsx":
            with file.open("wb") as out:
                return write_workbook(ledger, out)
        with file.open("w", encoding="utf-8", newline="") as out:
            out.writelines(csv_lines(ledger))
    except OSError as error:
        raise CommandError(f"写不了 {file}：{error.strerror}。") from error
    return in_ledger(ledger.actions).count()


def _unit(name: str) -> Organisation:
    found = list(Organisation.objects.filter(Q(name=name) | Q(slug=name))[:2])
    if len(found) != 1:
        raise CommandError(f"没有登记单位“{name}”。" if not found else f"叫“{name}”的单位不止一个；请写它的网址名。")
    return found[0]


def _session(name: str) -> Session:
    found = next((each for each in Session.objects.select_related("place") if str(each) == name), None)
    if found is None:
        known = "、".join(str(each) for each in Session.objects.select_related("place")[:10])
        raise CommandError(f"没有登记会议“{name}”；登记的有：{known}。")
    return found


def _status(word: str) -> str:
    found = next((code for code, label in Status.choices if word in (code, str(label))), None)
    if found is None:
        raise CommandError(f"没有状态“{word}”；有：{'、'.join(str(label) for label in Status.labels)}。")
    return found
