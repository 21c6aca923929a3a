"""A small office in which everything can happen: its rows, its people, and how a step is tried."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from policies import changes
from policies.models import Action, Category, Organisation, Partner, Reply, Status, Update
from tests import factories
from tests.record.truths import check, shown

# The second reviewer, of the office above all units, and the administrator may do most: they stand here twice.
PEOPLE = ["reporter", "reviewer", "second", "second", "neighbour", "administrator", "administrator"]
# Which of the rows there are, in the order of their keys: numbers differ from run to run, places do not.
ROW = st.integers(0, 11)
WHO = st.sampled_from(PEOPLE)
KEEPER = st.sampled_from(["administrator", "administrator", "administrator", "reviewer"])
STATUS = st.sampled_from([*Status.values, "in_progress", "done"])
DAY = st.integers(0, 5).map(lambda n: date(2026, 1, 1) + timedelta(days=n))
SOME_DAY = st.integers(0, 7).map(lambda n: date(2026 if n < 7 else 2031, 12 if n == 7 else 1, n + 1))  # one is to come
REASON = st.integers(-1, 9).map(lambda n: f"第{n}个理由。" if n >= 0 else "  ")


def furnish() -> None:
    """Store letters in every state, updates in every state, and people of every role: once for all sequences."""
    county, other = factories.make_place(), factories.make_place("白水县")
    office = factories.make_unit("青原县政府", county)
    water = factories.make_unit("青原县水利局", county, parent=office)
    school = factories.make_unit("青原县教育局", county, parent=office)
    factories.make_unit("白水县水利局", other)
    field = factories.make_category("农业水利类")
    factories.make_category("节水", field)
    factories.make_category("教育类")
    factories.make_member("reporter", water, username="reporter")
    factories.make_member("reviewer", water, username="reviewer")
    factories.make_member("reviewer", office, username="second")
    factories.make_member("reporter", school, username="neighbour")
    factories.make_member("administrator", username="administrator")
    public = factories.make_reply(lead=water, actions=2, category=field, due_on=date(2026, 6, 30))
    first = public.actions.order_by("pk").first()
    Partner.objects.create(action=first, name=school.name, organisation=school)
    factories.make_reply(lead=school, quotes=["将于2026年底前修好校门，建成操场"])
    factories.make_reply(
        published=False, lead=water, quotes=["将会同教育局于2026年6月底前修好水渠；加固堤坝", "将栽种树木"]
    )
    confirmed = factories.make_reply(published=False, confirmed=True, lead=water, category=field)
    confirmed.actions.update(lead=None)
    # A sentence that a published letter got afterwards, the same promise in two letters, and one in place of another.
    factories.make_action(first.commitment, "现答复如下", lead=water)
    twin, older, newer = (factories.make_reply(lead=water).actions.get() for _ in range(3))
    changes.merge_actions(action=twin, into=first, by=factories.make_staff())
    changes.supersede_action(action=older, by_action=newer, reason="后来的答复另有安排。", by=factories.make_staff())
    for status, state in (("in_progress", "published"), ("done", "submitted"), ("stalled", "draft")):
        factories.make_update(
            first,
            status,
            date(2026, 1, 1),
            by=get_user_model().objects.get(username="reporter"),
            published=state == "published",
            draft=state == "draft",
        )


class World(RuleBasedStateMachine):
    """One sequence of steps, undone at its end. Rules are in the classes that inherit from this one."""

    tried: dict[str, Counter] = defaultdict(Counter)  # what came of each change, over all sequences

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.shown = shown()
        self.people = {}
        self.steps = 0

    def at_the_end(self) -> None:
        """Look at what the steps left."""
        check()

    def teardown(self):
        try:
            self.at_the_end()
        finally:
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def attempt(self, deed, /, *, by: str, **arguments) -> None:
        """Make a change; it happens, or is refused with a sentence. What the public saw stays word for word."""
        if None in (arguments.get("action", 0), arguments.get("update", 0), arguments.get("reply", 0)):
            return
        try:
            deed(by=self.person(by), **arguments)
        except changes.Refused as refused:
            assert str(refused).strip()
            self.tried[deed.__name__]["refused"] += 1
            return
        self.tried[deed.__name__]["made"] += 1
        if deed in (changes.save, changes.rename_unit, changes.succeed_unit, changes.merge_units):
            self.people = {}
        now = shown()
        assert {key: now.get(key) for key in self.shown} == self.shown
        self.shown = now

    def anew(self, reason: str) -> str:
        """Return other words than in the steps before: the same are reported once."""
        self.steps += 1
        return f"{reason}（{self.steps}）" if reason.strip() and self.steps % 5 else reason

    def person(self, name: str):
        """Return an account; what it may do is kept on it, so a step that moves units forgets all."""
        if name not in self.people:
            self.people[name] = get_user_model().objects.get(username=name)
        return self.people[name]

    def pick(self, rows, which: int, **likely):
        """Return one of the rows, None where there is none; most often one that is as `likely` says."""
        found = list(rows.filter(**likely).order_by("pk")) if likely and which % 4 else []
        found = found or list(rows.order_by("pk"))
        return found[which % len(found)] if found else None

    def action(self, which: int, **likely) -> Action | None:
        return self.pick(Action.objects, which, **likely)

    def reply(self, which: int, **likely) -> Reply | None:
        return self.pick(Reply.objects, which, **likely)

    def update(self, which: int, *states: str) -> Update | None:
        return self.pick(Update.objects, which, state__in=states)

    def unit(self, which: int) -> Organisation:
        return self.pick(Organisation.objects, which)

    def category(self, which: int) -> Category:
        return self.pick(Category.objects, which)
