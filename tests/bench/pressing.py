"""One person at a desk who presses without a pause: a process of its own, through every layer of the site.

Each press is one line of JSON: the deed, what came of it, how long it took, and what was written in the place of what.
"""

import json
import random
import sys
import time
import traceback
from datetime import date, timedelta

from django.core.signals import got_request_exception
from django.test import Client
from django.urls import reverse
from lxml import html

from policies.models import REPORTABLE, Action, Category, State, Update
from tests.forms import form_on, forms_on

PASSWORD = "a long password"
LINK = {"kind": "link", "url": "https://example.org/news/1", "title": "开工的消息"}
FIRST_DAY = date(2026, 1, 1)


class Desk:
    """The browser of one person, and the log of what was pressed."""

    def __init__(self, name: str, seed: int):
        self.name, self.chance, self.written = name, random.Random(seed), 0
        self.client = Client(raise_request_exception=False)
        self.raised: list[str] = []
        got_request_exception.connect(self._remember, weak=False)
        answer = self.client.post(reverse("admin:login"), {"username": name, "password": PASSWORD})
        assert answer.status_code == 302, "the password is not taken"

    def _remember(self, **signal):
        self.raised.append(traceback.format_exc())

    def words(self) -> str:
        """Return words that nobody wrote before."""
        self.written += 1
        return f"{self.name} 第 {self.written} 次写的话。"

    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=self.chance.randrange(200))).isoformat()

    def any_of(self, rows):
        """Return the key of one of some rows, as a list offers them; None where there is none."""
        pks = list(rows.order_by("pk").values_list("pk", flat=True)[:200])
        return self.chance.choice(pks) if pks else None

    def press(self, deed: str, form, button=None, *, log=None, **typed):
        """Send a form, and log what came of it. `log` is what the check at the end wants to know."""
        began = time.perf_counter()
        answer = form.press(self.client, button, **typed)
        took = (time.perf_counter() - began) * 1000
        line = {"deed": deed, "by": self.name, "ms": round(took, 1), "came": "made"} | (log or {})
        if answer.status_code == 200:
            line |= {"came": "refused", "told": _told(answer)}
        elif answer.status_code != 302:
            line |= {"came": "error", "told": f"{answer.status_code} {''.join(self.raised)}"}
        self.raised.clear()
        print(json.dumps(line, ensure_ascii=False), flush=True)
        return answer

    def open(self, address: str):
        """Look at a page; one that breaks is an error too."""
        answer = self.client.get(address)
        if answer.status_code not in (200, 302):
            told = f"{answer.status_code} {''.join(self.raised)}"
            print(json.dumps({"deed": "look", "by": self.name, "ms": 0, "came": "error", "told": told}), flush=True)
            self.raised.clear()
        return answer

    def open_row(self, row: str, pk: int, query: str = ""):
        return self.open(reverse(f"admin:policies_{row}_change", args=[pk]) + query)


def _told(answer) -> str:
    """Return the sentences with which a page refuses."""
    page = html.fromstring(answer.content.decode())
    said = page.xpath("//*[contains(@class, 'errornote') or contains(@class, 'errorlist') or @class='wrong']")
    return " ".join(" ".join(each.text_content().split()) for each in said)


def report(desk: Desk) -> None:
    page = desk.open_row("action", desk.any_of(Action.objects))
    words, then = desk.words(), desk.chance.choice(["submit", "submit", "draft"])
    typed = {"status": desk.chance.choice(REPORTABLE)[0], "happened_on": desk.day(), "reason": words}
    typed |= {f"evidence-0-{name}": value for name, value in LINK.items()}
    desk.press("report", form_on(page, "record_update"), ("then", then), log={"after": words}, **typed)


def rewrite(desk: Desk) -> None:
    pk = desk.any_of(Update.objects.filter(state__in=[State.DRAFT, State.RETURNED]))
    page = pk and desk.open_row("update", pk)
    for form in forms_on(page) if pk else ():
        if form.fields.get("deed") == ["edit_update"]:
            words, before = desk.words(), form.fields["reason"][0]
            then = desk.chance.choice(["draft", "draft", "submit"])
            desk.press("rewrite", form, ("then", then), log={"before": before, "after": words}, reason=words)


def submit(desk: Desk) -> None:
    _decide(desk, "submit_update", Update.objects.filter(state__in=[State.DRAFT, State.RETURNED]))


def review(desk: Desk) -> None:
    page = desk.open(reverse("admin:policies_update_review"))
    deed = desk.chance.choice(["publish_update", "publish_update", "return_update"])
    for form in forms_on(page):
        if form.fields.get("deed") == [deed]:
            desk.press(deed, form, **({"remark": "请补充。"} if deed == "return_update" else {}))


def withdraw(desk: Desk) -> None:
    _decide(desk, "withdraw_update", Update.objects.filter(state=State.PUBLISHED), reason="说得不对。")


def correct(desk: Desk) -> None:
    pk = desk.any_of(Update.objects.filter(state=State.PUBLISHED))
    if pk:
        page = desk.open_row("action", Update.objects.get(pk=pk).action_id, f"?replaces={pk}")
        words = desk.words()
        desk.press("correct", form_on(page, "record_update"), ("then", "submit"), log={"after": words}, reason=words)


def postpone(desk: Desk) -> None:
    page = desk.open_row("action", desk.any_of(Action.objects))
    desk.press("revise_deadline", form_on(page, "revise_deadline"), due_on=desk.day(), reason="工期顺延。")


def weigh(desk: Desk) -> None:
    page = desk.open_row("action", desk.any_of(Action.objects))
    strength = desk.chance.choice(["firm", "soft", "conditional"])
    desk.press("edit_action", form_on(page, "edit_action"), strength=strength)


def categorise(desk: Desk) -> None:
    page = desk.open_row("action", desk.any_of(Action.objects))
    chosen = desk.chance.sample(list(Category.objects.values_list("pk", flat=True)), 2)
    desk.press("categorise", form_on(page, "categorise"), categories=[str(pk) for pk in chosen])


def lead(desk: Desk) -> None:
    page = desk.open_row("action", desk.any_of(Action.objects))
    unit = desk.chance.choice(["青原县水利局", "青原县河道所"])
    desk.press("assign_lead", form_on(page, "assign_lead"), lead=unit)


def many(desk: Desk) -> None:
    """Move three deadlines at once: tick them, look at what each becomes, save."""
    ticked = [desk.any_of(Action.objects) for _ in range(3)]
    begun = {"action": "revise_deadline", "_selected_action": ticked}
    asked = desk.client.post(reverse("admin:policies_action_changelist"), begun)
    typed = {"due_on": desk.day(), "reason": "一起顺延。"}
    [form] = [form for form in forms_on(asked) if form.fields.get("action") == ["revise_deadline"]]
    preview = form.press(desk.client, ("step", "preview"), **typed)
    [form] = [form for form in forms_on(preview) if form.fields.get("action") == ["revise_deadline"]]
    if ("step", "save") in form.buttons:
        desk.press("many", form, ("step", "save"), log={"n": len(set(ticked))})


def rename(desk: Desk) -> None:
    """Give a category another name, and sometimes another place in the tree."""
    page = desk.open_row("category", desk.any_of(Category.objects))
    form = next(form for form in forms_on(page) if "name" in form.fields)
    words, before = f"{desk.words()[:-1]}类", form.fields["name"][0]
    above = desk.chance.choice(["", str(desk.any_of(Category.objects))])
    desk.press("rename", form, log={"before": before, "after": words}, name=words, parent=above)


def _decide(desk: Desk, deed: str, rows, **typed) -> None:
    pk = desk.any_of(rows)
    page = pk and desk.open_row("update", pk)
    for form in forms_on(page) if pk else ():
        if form.fields.get("deed") == [deed]:
            desk.press(deed, form, **typed)


DEEDS = {
    "reporter": [report, report, rewrite, rewrite, submit],
    "reviewer": [review, review, review, withdraw, correct, postpone, weigh, categorise, lead, many],
    "administrator": [rename, rename, report, review, postpone],
}


def press(name: str, seconds: float, seed: int) -> None:
    """Press whatever the person may press, until the time is over."""
    desk = Desk(name, seed)
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        desk.chance.choice(DEEDS[name.rstrip("0123456789")])(desk)


if __name__ == "__main__":
    press(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
