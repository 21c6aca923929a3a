"""Steps about letters and what was read in them: confirmed, published, withdrawn, corrected."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import Commitment, Proposal
from tests.record.world import REASON, ROW, WHO, World


class Letters(World):
    @rule(by=WHO, of=ROW)
    def confirm(self, by, of):
        self.attempt(changes.confirm_reading, reply=self.reply(of, confirmed_at=None), by=by)

    @rule(by=WHO, of=ROW)
    def publish_letter(self, by, of):
        self.attempt(changes.publish_reply, reply=self.reply(of, published_at=None), by=by)

    @rule(by=WHO, of=ROW, reason=REASON)
    def withdraw_letter(self, by, of, reason):
        self.attempt(changes.withdraw_reply, reply=self.reply(of), reason=reason, by=by)

    @rule(by=WHO, of=ROW, number=st.sampled_from(["青水函〔2031〕1号", "青水函〔2031〕99号", ""]))
    def number_anew(self, by, of, number):
        self.attempt(changes.edit_reply, reply=self.reply(of, published_at=None), document_number=number, by=by)

    @rule(by=WHO, of=ROW, day=st.sampled_from([None, date(2025, 6, 30), date(2026, 2, 1)]))
    def date_anew(self, by, of, day):
        self.attempt(changes.edit_reply, reply=self.reply(of, published_at=None), issued_on=day, by=by)

    @rule(by=WHO, of=ROW, unit=ROW, placeless=st.booleans())
    def sign_anew(self, by, of, unit, placeless):
        signer = self.unit(unit)
        fields = {"place": None if placeless else signer.place, "issuers": [signer.name]}
        self.attempt(changes.edit_reply, reply=self.reply(of, published_at=None), by=by, **fields)

    @rule(by=WHO, of=ROW, which=ROW, title=st.sampled_from(["关于兴修水利的提案", "", "关于校门的提案"]))
    def answer(self, by, of, which, title):
        reply = self.reply(of)
        asked = {"kind": "proposal", "number": str(which), "title": title, "category": self.category(which)}
        proposal = self.pick(reply.proposals, which) if which % 2 else None
        self.attempt(changes.edit_proposal, reply=reply, proposal=proposal, by=by, **asked)

    @rule(by=WHO, of=ROW, which=ROW)
    def answer_not(self, by, of, which):
        reply = self.reply(of)
        proposal = self.pick(reply.proposals, which) or self.pick(Proposal.objects, which)
        self.attempt(changes.drop_proposal, reply=reply, proposal=proposal, by=by)

    @rule(by=WHO, of=ROW, which=st.sets(ROW, max_size=2))
    def categorise_letter(self, by, of, which):
        categories = {self.category(each) for each in which}
        self.attempt(changes.categorise, reply=self.reply(of), categories=categories, by=by)

    @rule(by=WHO, of=ROW, unit=ROW)
    def give_leads(self, by, of, unit):
        reply = self.reply(of, actions__lead=None)
        self.attempt(changes.assign_leads, reply=reply, organisation=self.unit(unit), by=by)

    @rule(by=WHO, of=ROW, heading=st.sampled_from(["加快水利建设", "", "某委员", "不在信里"]), moved=st.booleans())
    def head(self, by, of, heading, moved):
        reply = self.reply(of, published_at=None)
        asked = {"heading": heading, "actions": [self.pick(reply.actions, of)] if moved else []}
        commitment = self.pick(Commitment.objects.filter(reply=reply), of) if of % 2 else None
        self.attempt(changes.edit_commitment, reply=reply, commitment=commitment, by=by, **asked)

    @rule(by=WHO, of=ROW, start=st.integers(-2, 24), length=st.integers(-1, 12))
    def add(self, by, of, start, length):
        self.attempt(changes.add_action, reply=self.reply(of), start=start, end=start + length, by=by)
