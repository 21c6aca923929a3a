"""Steps about actions: corrected, assigned, postponed, split, joined, merged, published, removed."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import Action
from tests.record.world import REASON, ROW, WHO, World

DUE = st.sampled_from([None, date(2026, 6, 30), date(2026, 12, 31), date(2027, 6, 30)])


class Sentences(World):
    @rule(by=WHO, of=ROW)
    def publish_sentence(self, by, of):
        action = self.action(of, published_at=None, reply__published_at__isnull=False)
        self.attempt(changes.publish_action, action=action, by=by)

    @rule(by=WHO, of=ROW, reason=REASON)
    def remove(self, by, of, reason):
        self.attempt(changes.remove_action, action=self.action(of), reason=reason, by=by)

    @rule(by=WHO, of=ROW, due_on=DUE, reason=REASON)
    def postpone(self, by, of, due_on, reason):
        self.attempt(changes.revise_deadline, action=self.action(of), due_on=due_on, reason=reason, by=by)

    @rule(by=WHO, of=st.sets(ROW, min_size=1, max_size=3), due_on=DUE, reason=REASON)
    def postpone_many(self, by, of, due_on, reason):
        actions = [action for place, action in enumerate(Action.objects.order_by("pk")) if place in of]
        asked = {"due_on": due_on, "reason": reason}
        self.attempt(changes.change_many, actions=actions, make=changes.revise_deadline, by=by, **asked)

    @rule(by=WHO, of=ROW, unit=st.one_of(st.none(), ROW))
    def lead(self, by, of, unit):
        organisation = None if unit is None else self.unit(unit)
        self.attempt(changes.assign_lead, action=self.action(of), organisation=organisation, by=by)

    @rule(by=WHO, of=ROW, strength=st.sampled_from(["firm", "soft", "conditional", "none"]))
    def weigh(self, by, of, strength):
        self.attempt(changes.edit_action, action=self.action(of), strength=strength, by=by)

    @rule(by=WHO, of=ROW, which=st.sets(ROW, max_size=2))
    def categorise(self, by, of, which):
        categories = {self.category(each) for each in which}
        self.attempt(changes.edit_action, action=self.action(of), categories=categories, by=by)

    @rule(by=WHO, of=ROW, words=st.sampled_from(["", "年底前", "2026年6月底前"]), due_on=DUE)
    def reread_deadline(self, by, of, words, due_on):
        self.attempt(changes.edit_action, action=self.action(of), due_text=words, due_on=due_on, by=by)

    @rule(by=WHO, of=ROW, before=st.integers(-6, 6), behind=st.integers(-6, 6))
    def shift(self, by, of, before, behind):
        action = self.action(of)
        place = {"start": action.start + before, "end": action.end + behind}
        self.attempt(changes.edit_action, action=action, by=by, **place)

    @rule(by=WHO, of=ROW, cut=st.integers(0, 20))
    def split(self, by, of, cut):
        action = self.action(of, published_at=None)
        parts = [(action.start, action.start + cut), (action.start + cut, action.end)]
        self.attempt(changes.split_action, action=action, parts=parts, by=by)

    @rule(by=WHO, of=ROW)
    def join(self, by, of):
        self.attempt(changes.join_actions, action=self.action(of, published_at=None), by=by)

    @rule(by=WHO, of=ROW, into=ROW)
    def merge(self, by, of, into):
        self.attempt(changes.merge_actions, action=self.action(of), into=self.action(into), by=by)

    @rule(by=WHO, of=ROW)
    def separate(self, by, of):
        self.attempt(changes.separate_action, action=self.action(of, same_as__isnull=False), by=by)
