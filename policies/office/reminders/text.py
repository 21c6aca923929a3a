"""The words of a reminder: plain text, in the language of whom it goes to, with a link for each matter."""

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from policies.models import Action, State, Update
from policies.office.reminders.pending import Untold
from policies.office.reminders.people import language_of
from policies.reader.phones import masked

LONGEST = 80


def subject_and_text(person, found: list[Untold], on: date) -> tuple[str, str]:
    """Return the subject and the whole text of the mail that tells `person` what was found on a day."""
    with override(language_of(person)):
        return _subject(found), "\n\n".join([*_opening(person, found, on), *map(_kind, found), _closing()]) + "\n"


def _subject(found: list[Untold]) -> str:
    n = sum(len(new.stages) for new in found)
    waiting = ngettext("答复承诺追踪：%s 项待办", "答复承诺追踪：%s 项待办", n) % n
    late = sum(len(new.stages) for new in found if new.matter.code == "overdue")
    return waiting + (_("（%s 项已逾期）") % late if late else "")


def _opening(person, found: list[Untold], on: date) -> list[str]:
    name = person.get_full_name() or person.get_username()
    told = _("截至 %s，下面这些事在等您。每件事只提醒一次；期限或状态有变，才会再次提醒。")
    return [(_("%s：") % name).strip(), told % date_format(on)]


def _closing() -> str:
    return _("全部待办：%s") % _address("index") + "\n" + _("这封邮件由系统发出，请不要回复。")


def _kind(new: Untold) -> str:
    n = len(new.stages)
    lines = [_("%(what)s（%(n)s 项）") % {"what": new.matter.label, "n": n}]
    for number, row in enumerate(new.rows, start=1):
        lines += [f"{number}. {_words(row)}", f"   {_facts(row, new.matter.code)}", f"   {_page(row)}"]
    if more := n - len(new.rows):
        rest = ngettext("……另有 %(n)s 项：%(url)s", "……另有 %(n)s 项：%(url)s", more)
        lines.append(rest % {"n": more, "url": _list(new)})
    if new.matter.code == "to_review":
        lines.append(_("逐条审核：%s") % _address("policies_update_review"))
    return "\n".join(lines)


def _words(row: Action | Update) -> str:
    """Return the promise in its letter's words, on one line."""
    action = row if isinstance(row, Action) else row.action
    quote = Truncator(" ".join(action.shown_quote.split())).chars(LONGEST, truncate="…")
    return quote + (_("（演示数据）") if action.is_demo else "")


def _facts(row: Action | Update, code: str) -> str:
    if isinstance(row, Update):
        told = {"unit": row.organisation, "status": row.get_status_display(), "day": date_format(row.happened_on)}
        facts = [_("%(unit)s 填报：%(status)s，%(day)s") % told]
        if row.state == State.RETURNED and (remarks := list(row.remarks.all())):
            facts.append(_("退回意见：%s") % _shortened(max(remarks, key=lambda remark: remark.pk).text))
        return " · ".join(facts)
    facts = [str(row.lead), row.get_status_display()]
    if code == "stale":
        facts.append(_("最近一次公开进展：%s") % date_format(timezone.localtime(row.last_published_at).date()))
    elif row.due_on:
        facts.append(_("期限：%s") % date_format(row.due_on))
    return " · ".join(facts)


def _shortened(text: str) -> str:
    return Truncator(masked(" ".join(text.split()))).chars(LONGEST, truncate="…")


def _page(row: Action | Update) -> str:
    return _address(f"policies_{row._meta.model_name}_change", row.pk)


def _list(new: Untold) -> str:
    return f"{_address(f'policies_{new.matter.about._meta.model_name}_changelist')}?{urlencode({'waits': new.matter.code})}"


def _address(name: str, *arguments) -> str:
    return settings.SITE_URL + reverse(f"admin:{name}", args=arguments)
