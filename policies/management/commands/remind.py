"""Tell each person by mail what has come to wait for them; may be stopped, killed and repeated at any time."""

import sys
from collections import Counter
from contextlib import closing
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from policies.office.reminders import AnotherRun, Outcome, Told, Unreachable, everybody, preview, remind

COUNTED = {
    Outcome.SENT: "发给 {} 人",
    Outcome.NOTHING: "{} 人没有新的待办",
    Outcome.NO_ADDRESS: "{} 人没有邮箱",
    Outcome.UNWANTED: "{} 人关闭了提醒",
    Outcome.FAILED: "{} 人没有发成",
}
AGAIN = "再运行同一条命令，就从停下的地方接着做；已经发出的不会再发。"


class Command(BaseCommand):
    help = "给每个人发一封邮件，提醒新的待办；每件事只提醒一次。可以随时停下，反复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="只显示要发给谁、写什么；不发送，也不记录")
        parser.add_argument("--on", type=_day, metavar="YYYY-MM-DD", help="按哪一天计算期限（默认为今天）")
        parser.add_argument("--person", metavar="用户名", help="只给这一个人")

    def handle(self, *, dry_run, on, person, **options):
        people, on = self._people(person), on or timezone.localdate()
        if dry_run:
            self._show(people, on)
            return
        counts: Counter[Outcome] = Counter()
        bar = tqdm(people, "提醒", unit="人", file=sys.stderr, disable=not sys.stderr.isatty())
        try:
            with closing(remind(bar, on=on)) as run:
                for told in run:
                    counts[told.outcome] += 1
                    self._tell(told)
        except AnotherRun:
            raise CommandError("另一次提醒正在发送；等它结束，再运行。") from None
        except Unreachable as error:
            raise CommandError(f"连不上邮件服务器（{error}），停下了。检查 EMAIL_URL。{AGAIN}") from error
        except KeyboardInterrupt:
            raise CommandError(f"已停下：{_summary(counts)}。{AGAIN}", returncode=130) from None
        finally:
            bar.close()
        if counts[Outcome.FAILED]:
            raise CommandError(f"{_summary(counts)}；原因见上，下次运行会再试。")
        self.stdout.write(f"共 {len(people)} 人：{_summary(counts)}。")

    def _people(self, name: str | None) -> list:
        people = everybody()
        if name is None:
            return people
        found = [person for person in people if person.get_username() == name]
        if not found:
            raise CommandError(f"没有能登录后台的账号“{name}”。")
        return found

    def _show(self, people: list, on: date) -> None:
        counts: Counter[Outcome] = Counter()
        for person in people:
            outcome, mails = preview(person, on=on)
            counts[outcome] += 1
            for subject, text in mails:
                self.stdout.write(f"── {_name(person)}\n{subject}\n\n{text}")
        told = _summary(counts).replace("发给", "要发给")
        self.stdout.write(f"共 {len(people)} 人：{told}。没有发送，也没有记录。")

    def _tell(self, told: Told) -> None:
        with tqdm.external_write_mode():
            for digest in told.sent:
                self.stdout.write(f"✓ {_name(told.person)}：{digest.subject}")
            if told.failed:
                self.stderr.write(f"✗ {_name(told.person)}：没有发成（{told.failed.error}）。")


def _day(text: str) -> date:
    """Read a day of the command line; argparse says what is wrong with it."""
    return date.fromisoformat(text)


def _name(person) -> str:
    return f"{person.get_username()}（{person.email}）"


def _summary(counts: Counter) -> str:
    return "，".join(words.format(counts[outcome]) for outcome, words in COUNTED.items() if counts[outcome]) or "没有人"
