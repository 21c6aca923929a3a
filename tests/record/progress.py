"""Steps about updates: reported, rewritten, handed in, returned, published, withdrawn, corrected."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import Action
from tests.factories import make_link
from tests.record.world import REASON, ROW, SOME_DAY, STATUS, WHO, World


class Progress(World):
    @rule(by=WHO, of=ROW, status=STATUS, day=SOME_DAY, reason=REASON, proven=st.booleans(), draft=st.booleans())
    def report(self, by, of, status, day, reason, proven, draft):
        evidence = [make_link()] if proven else []
        asked = {
            "status": status,
            "happened_on": day,
            "reason": self.anew(reason),
            "evidence": evidence,
            "draft": draft,
        }
        self.attempt(changes.record_update, action=self.action(of), by=by, **asked)

    @rule(by=WHO, of=ROW, status=STATUS, day=SOME_DAY, reason=REASON, unit=ROW)
    def report_for_another(self, by, of, status, day, reason, unit):
        asked = {"status": status, "happened_on": day, "reason": self.anew(reason), "evidence": [make_link()]}
        self.attempt(changes.record_update, action=self.action(of), organisation=self.unit(unit), by=by, **asked)

    @rule(by=WHO, of=ROW, status=STATUS, day=SOME_DAY, reason=REASON)
    def correct(self, by, of, status, day, reason):
        old = self.update(of, "published")
        asked = {"status": status, "happened_on": day, "reason": self.anew(reason), "evidence": [make_link()]}
        self.attempt(
            changes.record_update, action=old.action, organisation=old.organisation, replaces=old, by=by, **asked
        )

    @rule(by=WHO, of=ROW, status=STATUS, day=SOME_DAY, reason=REASON, proven=st.booleans())
    def rewrite(self, by, of, status, day, reason, proven):
        update = self.update(of, "draft", "returned")
        asked = {
            "status": status,
            "happened_on": day,
            "reason": self.anew(reason),
            "evidence": [make_link()] if proven else [],
        }
        self.attempt(changes.edit_update, update=update, organisation=update.organisation, by=by, **asked)

    @rule(by=WHO, of=ROW)
    def submit(self, by, of):
        self.attempt(changes.submit_update, update=self.update(of, "draft", "returned"), by=by)

    @rule(by=WHO, of=ROW, remark=REASON)
    def send_back(self, by, of, remark):
        self.attempt(changes.return_update, update=self.update(of, "submitted"), remark=remark, by=by)

    @rule(by=WHO, of=ROW)
    def publish(self, by, of):
        self.attempt(changes.publish_update, update=self.update(of, "submitted"), by=by)

    @rule(by=WHO, of=ROW, reason=REASON)
    def withdraw(self, by, of, reason):
        self.attempt(changes.withdraw_update, update=self.update(of, "published"), reason=reason, by=by)

    @rule(by=WHO, of=st.sets(ROW, min_size=1, max_size=3), reason=REASON)
    def report_many(self, by, of, reason):
        actions = [action for place, action in enumerate(Action.objects.order_by("pk")) if place in of]
        asked = {
            "status": "ongoing",
            "happened_on": date(2026, 1, 3),
            "reason": self.anew(reason),
            "evidence": [make_link()],
        }
        self.attempt(changes.change_many, actions=actions, make=changes.record_update, by=by, **asked)
