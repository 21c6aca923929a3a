"""Steps about what is public already: corrected, superseded, split; and about units that are renamed and taken over."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import Action
from tests.factories import make_link
from tests.record.world import DAY, KEEPER, REASON, ROW, WHO, World

PUBLIC = {"is_public": True}


class Afterwards(World):
    @rule(by=WHO, of=ROW, before=st.integers(-3, 6), behind=st.integers(-6, 3), reason=REASON)
    def correct_span(self, by, of, before, behind, reason):
        action = self.action(of, **PUBLIC)
        place = {"start": max(action.start + before, 0), "end": action.end + behind}
        self.attempt(changes.correct_span, action=action, reason=reason, by=by, **place)

    @rule(by=WHO, of=ROW, title=st.sampled_from(["关于水渠的答复", "关于校门的答复"]), reason=REASON)
    def correct_head(self, by, of, title, reason):
        reply = self.reply(of, published_at__isnull=False)
        self.attempt(changes.correct_reply, reply=reply, title=title, reason=reason, by=by)

    @rule(by=WHO, of=ROW, newer=ROW, reason=REASON)
    def supersede(self, by, of, newer, reason):
        action, other = self.action(of, **PUBLIC), self.action(newer, **PUBLIC)
        self.attempt(changes.supersede_action, action=action, by_action=other, reason=reason, by=by)

    @rule(by=WHO, of=ROW, reason=REASON)
    def restore(self, by, of, reason):
        action = self.action(of, superseded_by__isnull=False)
        self.attempt(changes.restore_action, action=action, reason=reason, by=by)

    @rule(by=WHO, of=ROW, cut=st.integers(2, 12), reason=REASON)
    def split_public(self, by, of, cut, reason):
        action = self.action(of, **PUBLIC)
        parts = [(action.start, action.start + cut), (action.start + cut, action.end)]
        self.attempt(changes.split_published_action, action=action, parts=parts, reason=reason, by=by)

    @rule(by=WHO, of=ROW, other=st.one_of(st.none(), ROW))
    def follow(self, by, of, other):
        follows = None if other is None else self.reply(other)
        self.attempt(changes.follow_reply, reply=self.reply(of), follows=follows, by=by)

    @rule(by=KEEPER, of=ROW, on=DAY, name=st.sampled_from(["青原县水务局", "青原县教体局", ""]))
    def rename(self, by, of, on, name):
        self.attempt(changes.rename_unit, unit=self.unit(of), name=name, on=on, by=by)

    @rule(by=KEEPER, of=ROW, after=st.sets(ROW, max_size=2), on=st.one_of(st.none(), DAY))
    def succeed(self, by, of, after, on):
        successors = {self.unit(each) for each in after}
        self.attempt(changes.succeed_unit, unit=self.unit(of), successors=successors, on=on, by=by)

    @rule(by=KEEPER, of=st.sets(ROW, min_size=1, max_size=2), into=ROW)
    def take_over(self, by, of, into):
        units = {self.unit(each) for each in of}
        self.attempt(changes.merge_units, units=units, into=self.unit(into), on=date(2026, 1, 1), by=by)

    @rule(by=WHO, n=st.integers(0, 3))
    def hand_in(self, by, n):
        self.attempt(changes.add_evidence, evidence=make_link(f"https://example.org/{n}" if n else ""), by=by)

    @rule(by=WHO, of=ROW, into=ROW)
    def merge_replaced(self, by, of, into):
        """Merging meets what was superseded and split more often than by chance."""
        action = self.pick(Action.objects.filter(replacements__isnull=False).distinct(), of) or self.action(of)
        self.attempt(changes.merge_actions, action=action, into=self.action(into, **PUBLIC), by=by)
