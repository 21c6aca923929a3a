"""Steps about who handles a proposal and whom a letter answers: nothing that is kept hangs on them, but what is told does."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import Addressee, Handling, Organisation, Place, Proposal, Reply, Role
from tests import factories
from tests.record.world import KEEPER, ROW, SOME_DAY, WHO, World


def name_parties() -> None:
    """Let every letter of a furnished record name whom it answers, and its first public one stand beside another.

    Two places answer one proposal, which names no meeting: the first public letter's place says whether names are told.
    """
    public = Reply.objects.public().earliest("pk")
    asked = public.proposals.get()
    Proposal.objects.filter(pk=asked.pk).update(session=None)
    factories.make_reply(proposal=asked, lead=Organisation.objects.get(name="白水县水利局"), published=False)
    Addressee.objects.bulk_create(Addressee(reply=reply, name="林溪") for reply in Reply.objects.all())
    school = Organisation.objects.get(name="青原县教育局")
    Handling.objects.create(proposal=asked, organisation=public.only_signer, role=Role.LEAD, reply=public)
    Handling.objects.create(proposal=asked, organisation=school, role=Role.CO)


class Parties(World):
    @rule(by=KEEPER, of=ROW, names=st.booleans())
    def silence_place(self, by, of, names):
        place = self.pick(Place.objects, of)
        place.names_proposers = names
        self.attempt(changes.save, obj=place, by=by)

    @rule(by=WHO, of=ROW, unit=ROW, role=st.sampled_from(Role.values), answered=st.booleans(), due=SOME_DAY)
    def hand_over(self, by, of, unit, role, answered, due):
        proposal, unit = self.pick(Proposal.objects, of), self.unit(unit)
        known = proposal.handlings.filter(organisation=unit).first()
        handling = known or Handling(proposal=proposal, organisation=unit)
        handling.role, handling.due_on = role, due
        handling.reply = self.pick(proposal.replies, of) if answered else None
        self.attempt(changes.save, obj=handling, by=by)
