"""Steps about registers: units and categories moved, renamed and named besides, places made demonstration data."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from policies import changes
from policies.models import OrganisationName, Place, Proposal
from tests.record.world import KEEPER, ROW, WHO, World


class Registers(World):
    @rule(by=KEEPER, of=ROW, above=st.one_of(st.none(), ROW))
    def move_unit(self, by, of, above):
        unit = self.unit(of)
        unit.parent = None if above is None else self.unit(above)
        self.attempt(changes.save, obj=unit, by=by)

    @rule(by=KEEPER, of=ROW, above=st.one_of(st.none(), ROW))
    def move_category(self, by, of, above):
        category = self.category(of)
        category.parent = None if above is None else self.category(above)
        self.attempt(changes.save, obj=category, by=by)

    @rule(by=KEEPER, of=ROW, name=st.sampled_from(["青原县水利局", "教育局", "青原县水务局"]))
    def rename_unit(self, by, of, name):
        unit = self.unit(of)
        unit.name = name
        self.attempt(changes.save, obj=unit, by=by)

    @rule(by=KEEPER, of=ROW, name=st.sampled_from(["教育局", "青原县水利局", "县水利局"]))
    def name_unit_besides(self, by, of, name):
        self.attempt(changes.save, obj=OrganisationName(organisation=self.unit(of), name=name), by=by)

    @rule(by=KEEPER, of=ROW, is_demo=st.booleans())
    def flip_place(self, by, of, is_demo):
        place = self.pick(Place.objects.exclude(level="nation"), of)
        place.is_demo = is_demo
        self.attempt(changes.save, obj=place, by=by)

    @rule(by=WHO, of=ROW, title=st.sampled_from(["关于桥的提案", ""]), category=st.one_of(st.none(), ROW))
    def keep_proposal(self, by, of, title, category):
        proposal = self.pick(Proposal.objects, of)
        if proposal is not None:
            proposal.title = title
            proposal.category = None if category is None else self.category(category)
            self.attempt(changes.save, obj=proposal, by=by)
