"""`as_of`: what the site says of a past day is what it said on that day, but for what is public no more."""

from calendar import monthrange
from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict
from django.utils import timezone

from policies import changes
from policies.derived import differences
from policies.models import Action, Category, Organisation, Reply, State, Update
from policies.models.organisation import action_count_on
from policies.public.views.record import ACTIONS_SHOWN, LETTERS_SHOWN, OVERDUE_SHOWN, record_of
from policies.public.views.scope import Scope
from policies.queries.filters import find_actions, find_organisations, find_proposals, find_replies
from policies.queries.paging import paginate
from policies.queries.totals import lateness, newest_updates, tallied
from policies.refusal import Refused
from tests.factories import make_category, make_link, make_reply, make_staff, make_unit
from tests.pages import addresses_on, ids_on, text_of
from tests.sizes import sized

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages_are_kept(settings):
    settings.KEEP_PAGES = True


DEEDS = sized(small=8, full=6)
"""In a month."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
# Of the two years every fourth month in `make test`: nothing happens in the others then.
MONTHS = [(year, month) for year in (2024, 2025) for month in range(1, 13, sized(small=4, full=1))]
LISTS = [
    *("", "status=done&status=stalled", "due=overdue", "due=silent", "stale=1&order=updated"),
    *("due_after=2024-06-01&due_before=2025-03-31&order=due", "updated_after=2024-09-01&organisation=青原县水利局"),
    *("status=done", "category=教育类&status=in_progress", "category=农业水利类&due=overdue&order=due"),
]


class Play:
    """Two years of a county: letters published and withdrawn, progress reported, corrected and taken back, days moved."""

    def __init__(self, seed: int):
        self.chance, self.staff, self.reviewer = Random(seed), make_staff(), make_staff("reviewer")
        self.units = [make_unit("青原县水利局"), make_unit("青原县教育局")]
        self.categories = [make_category("教育类"), make_category("农业水利类"), None]
        self.deeds = {
            self.publish_letter: 6,
            self.report: 8,
            self.correct: 3,
            self.withdraw_update: 3,
            self.move_deadline: 4,
            self.add_and_publish: 1,
            self.supersede: 2,
            self.restore: 1,
            self.split: 1,
            self.remove: 1,
            self.withdraw_letter: 1,
        }

    def month(self, year: int, month: int) -> date:
        """Live through a month; return its last day, at whose end the clock then stands."""
        last = monthrange(year, month)[1]
        moments = sorted((self.chance.randint(1, last), self.chance.randint(0, 23)) for _ in range(DEEDS))
        for day, hour in moments:
            with time_machine.travel(datetime(year, month, day, hour, 30, tzinfo=SHANGHAI), tick=False):
                self.live()
        return date(year, month, last)

    def live(self):
        with suppress(Refused, IndexError):  # it may not be done now, or there is nothing to do it to
            self.chance.choices(list(self.deeds), self.deeds.values())[0]()

    def publish_letter(self):
        reply = make_reply(
            published=False,
            actions=self.chance.randint(1, 3),
            lead=self.chance.choice(self.units),
            category=self.chance.choice(self.categories),
            due_on=self.chance.choice([None, timezone.localdate() + timedelta(days=self.chance.randint(-40, 200))]),
            issued_on=timezone.localdate(),
        )
        changes.publish_reply(reply=reply, by=self.staff)

    def an_action(self) -> Action:
        return self.chance.choice(list(Action.objects.public().order_by("pk")))

    def an_update(self) -> Update:
        return self.chance.choice(list(Update.objects.filter(state=State.PUBLISHED).order_by("pk")))

    def report(self, replaces: Update | None = None):
        action = replaces.action if replaces else self.an_action()
        happened = timezone.localdate() - timedelta(days=self.chance.randint(0, 60))
        update = changes.record_update(
            action=action,
            status=self.chance.choice(["in_progress", "ongoing", "done", "stalled", "dropped"]),
            happened_on=happened,
            reason=f"第{self.chance.random()}次填报",
            evidence=[make_link()],
            organisation=replaces.organisation if replaces else self.chance.choice([action.lead, self.units[0]]),
            replaces=replaces,
            by=self.staff,
        )
        changes.publish_update(update=update, by=self.reviewer)

    def correct(self):
        self.report(replaces=self.an_update())

    def withdraw_update(self):
        changes.withdraw_update(update=self.an_update(), reason="误报。", by=self.staff)

    def move_deadline(self):
        due_on = self.chance.choice([None, timezone.localdate() + timedelta(days=self.chance.randint(-20, 300))])
        changes.revise_deadline(action=self.an_action(), due_on=due_on, reason="工期顺延。", by=self.staff)

    def add_and_publish(self):
        reply = self.chance.choice(list(Reply.objects.public().order_by("pk")))
        start = reply.text.index("提出的")
        action = changes.add_action(reply=reply, start=start, end=start + 5, by=self.staff)
        changes.publish_action(action=action, by=self.staff)

    def supersede(self):
        older, newer = self.an_action(), self.an_action()
        changes.supersede_action(action=older, by_action=newer, reason="再次答复。", by=self.staff)

    def restore(self):
        replaced = list(Action.objects.filter(superseded_by__isnull=False).order_by("pk"))
        changes.restore_action(action=self.chance.choice(replaced), reason="记错了。", by=self.staff)

    def split(self):
        action = self.an_action()
        middle = (action.start + action.end) // 2
        parts = [(action.start, middle), (middle, action.end)]
        changes.split_published_action(action=action, parts=parts, reason="是两件事。", by=self.staff)

    def withdraw_letter(self):
        reply = self.chance.choice(list(Reply.objects.public().order_by("pk")))
        changes.withdraw_reply(reply=reply, reason="发错。", by=self.staff)

    def remove(self):
        changes.remove_action(action=self.an_action(), reason="不是承诺。", by=self.staff)


def shown(day: date | None = None) -> dict:
    """Return what the site shows now, or shows of a past day."""
    asked = f"&as_of={day}" if day else ""
    lists = {query: [_row(action) for action in _all(find_actions(QueryDict(query + asked)))] for query in LISTS}
    return lists | {
        "letters": [
            (reply.pk, sorted((action.pk, action.status) for action in _letter_actions(reply, day)))
            for reply in _all(find_replies(QueryDict(asked)))
        ],
        "proposals": [proposal.pk for proposal in _all(find_proposals(QueryDict(asked)))],
        "news": [update.pk for update in newest_updates(demo=False, limit=1000, day=day)],
    }


def _all(found) -> list:
    return paginate(found.qs, found.order, size=1000).items


def _letter_actions(reply: Reply, day: date | None):
    return Action.objects.public().at(day).unsplit().filter(reply=reply)


def _row(action: Action) -> tuple:
    told = (action.status, action.status_since, action.due_on, action.last_update_on)
    return action.pk, *told, action.is_overdue(), action.is_silent(), action.is_stale()


def _without_what_is_gone(shown: dict) -> dict:
    public = set(Action.objects.public().values_list("pk", flat=True))
    letters = set(Reply.objects.public().values_list("pk", flat=True))
    proposals = set(Reply.objects.public().values_list("proposals", flat=True))
    news = set(Update.objects.public().values_list("pk", flat=True))
    kept = {query: [row for row in shown[query] if row[0] in public] for query in LISTS}
    kept["letters"] = [
        (pk, [row for row in rows if row[0] in public]) for pk, rows in shown["letters"] if pk in letters
    ]
    kept["proposals"] = [pk for pk in shown["proposals"] if pk in proposals]
    kept["news"] = [pk for pk in shown["news"] if pk in news]
    return kept


@pytest.mark.database
@pytest.mark.thorough
def test_every_month_of_two_years_is_shown_as_it_was():
    play, months = Play(seed=3), {}
    for year, month in MONTHS:
        day = play.month(year, month)
        with time_machine.travel(datetime(day.year, day.month, day.day, 23, 59, tzinfo=SHANGHAI), tick=False):
            months[day] = shown()
    with time_machine.travel(datetime(2026, 1, 15, tzinfo=SHANGHAI), tick=False):
        assert list(differences()) == []
        for day, then in months.items():
            assert shown(day) == _without_what_is_gone(then), day
            _figures_agree(day)
            _records_agree(day)
        _everything_happened(list(months.values()))


def _everything_happened(months: list[dict]) -> None:
    """Of a play in which nothing of the kind happened nothing is proved."""
    assert Reply.objects.withdrawn().exists() and Action.objects.filter(removed_at__isnull=False).exists()
    assert Action.objects.filter(split_at__isnull=False).exists() and Update.objects.filter(state="withdrawn").exists()
    assert Update.objects.filter(replaces__isnull=False, state="published").exists()
    for late in ("due=overdue", "due=silent", "stale=1&order=updated"):
        assert any(then[late] for then in months)
    assert len({str(then[""]) for then in months}) == len(months)


@pytest.mark.database
@pytest.mark.parametrize("page", ["", "actions/", "replies/", "proposals/", "organisations/", "categories/"])
def test_a_page_of_a_past_day_says_so_and_keeps_to_it(client, page):
    make_reply(category=make_category())
    yesterday = timezone.localdate() - timedelta(days=1)
    chinese, english = (client.get(f"{tongue}/{page}?as_of={yesterday}") for tongue in ("", "/en"))
    assert "后来撤回或移除" in text_of(chinese) and "Those withdrawn or removed" in text_of(english)
    assert 'name="robots" content="noindex' in chinese.content.decode()
    for answer, tongue in ((chinese, ""), (english, "/en")):
        assert f"{tongue}/replies/?as_of={yesterday}" in addresses_on(answer)


@pytest.mark.parametrize("day", ["2099-01-01", "20250101", "昨天", "2025-02-30"])
@pytest.mark.parametrize("page", ["", "actions/", "organisations/"])
def test_of_a_day_to_come_or_none_nothing_is_said(client, page, day):
    make_reply()
    answer = client.get(f"/{page}?as_of={day}")
    assert f"“{day}”" in text_of(answer)
    assert ("还没有到" if day == "2099-01-01" else "无效") in text_of(answer)
    assert ids_on(answer, "actions") == []


def test_today_is_no_past_day(client):
    reply = make_reply()
    answer = client.get(f"/actions/?as_of={timezone.localdate()}")
    assert ids_on(answer, "actions") == [reply.actions.get().pk] and "后来撤回" not in text_of(answer)


def _figures_agree(day: date) -> None:
    """The tallies by day say what the lists of that day hold, for all, for a category and for a unit."""
    category, unit = Category.objects.get(name="教育类"), Organisation.objects.get(name="青原县水利局")
    for of, query in (
        ({}, ""),
        ({"category": category}, "category=教育类"),
        ({"organisation": unit}, f"organisation={unit.slug}"),
    ):
        actions = find_actions(QueryDict(f"{query}&as_of={day}")).qs
        assert tallied(demo=False, day=day, **of).counts == Counter(action.status for action in actions)
        late = lateness(actions)
        flags = [(action.is_overdue(), action.is_silent(), action.is_stale()) for action in actions]
        assert [late.overdue, late.silent, late.stale] == [
            str(sum(each)) for each in zip(*flags, strict=True)
        ] or not flags
    units = find_organisations(QueryDict(f"as_of={day}")).qs.filter(pk=unit.pk).annotate(led=action_count_on(day))
    of_unit = find_actions(QueryDict(f"organisation={unit.slug}&as_of={day}")).qs.count()
    assert sum(units.values_list("led", flat=True)) == of_unit


def _records_agree(day: date) -> None:
    """The page of a unit or a category says of that day what the lists say of it."""
    unit, category = Organisation.objects.get(name="青原县水利局"), Category.objects.get(name="教育类")
    for name, slug in (("organisation", unit.slug), ("category", category.slug)):
        record, narrowed = record_of(name, slug, Scope(demo=False, day=day)), f"as_of={day}&{name}={slug}"
        listed = [_row(action) for action in _all(find_actions(QueryDict(narrowed)))]
        late = [_row(action) for action in _all(find_actions(QueryDict(f"{narrowed}&due=overdue&order=due")))]
        letters = _all(find_replies(QueryDict(narrowed)))
        assert [_row(action) for action in record["actions"]] == listed[:ACTIONS_SHOWN], (day, name)
        assert [_row(action) for action in record["overdue"]] == late[:OVERDUE_SHOWN], (day, name)
        assert [_letter_shown(reply) for reply in record["letters"]] == [
            (reply.pk, sorted((action.pk, action.status) for action in _letter_actions(reply, day)))
            for reply in letters[:LETTERS_SHOWN]
        ], (day, name)


def _letter_shown(reply: Reply) -> tuple:
    return reply.pk, sorted((action.pk, action.status) for action in reply.shown_actions)
