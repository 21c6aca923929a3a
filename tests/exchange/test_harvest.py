"""Whoever keeps a copy by asking for what changed misses nothing: after any changes it equals a fresh download."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from policies import changes
from policies.demo.city import load_demo, remove_demo
from policies.derived import change_log
from policies.models import Action, Handling, Proposal, Reply, Role
from tests.factories import (
    make_action,
    make_category,
    make_member,
    make_place,
    make_reply,
    make_unit,
    make_update,
)
from tests.record.afterwards import Afterwards
from tests.record.copied import bring_up_to_date, differing, download
from tests.record.letters import Letters
from tests.record.parties import Parties, name_parties
from tests.record.progress import Progress
from tests.record.registers import Registers
from tests.record.sentences import Sentences
from tests.record.world import furnish
from tests.sizes import SIZE, sized

SEQUENCES = sized(small=2, full=6, long=500)


class Copied(Progress, Letters, Sentences, Afterwards, Registers, Parties):
    """Everything that anybody can do, in any order, while somebody keeps a copy."""

    def __init__(self):
        super().__init__()
        self.client = Client()
        self.copy, self.since = download(self.client)

    def teardown(self):
        try:
            bring_up_to_date(self.client, self.copy, self.since)
            assert differing(self.copy, download(self.client)[0]) == []
        finally:
            super().teardown()


@pytest.mark.thorough
@pytest.mark.django_db
def test_a_copy_kept_by_harvesting_is_what_a_fresh_download_is():
    furnish()
    name_parties()
    asked = settings(
        max_examples=SEQUENCES,
        stateful_step_count=10,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if SIZE == "long" else [Phase.generate],
    )
    run_state_machine_as_test(Copied, settings=asked)


@pytest.mark.thorough
@pytest.mark.django_db
def test_what_comes_and_goes_with_others_is_told(staff):
    """Renamed units, registers that come with a letter and go with it, a heading put right: from each change to the next."""
    client = Client()
    copy, since = download(client)
    unit, other = make_unit("青原县水利局"), make_unit("青原县林业局", place=make_place("林县"))
    first = make_reply(lead=unit, published=False, category=make_category("水利类", make_category("农业类")))
    second = make_reply(lead=other, place=make_place("林县"), published=False)
    action, shared = first.actions.get(), first.proposals.get()
    # No meeting is known: while the first letter is public, its place says whether the second tells whom it answers.
    Proposal.objects.filter(pk=shared.pk).update(session=None)
    second.proposals.set([shared])
    for reply in (first, second):
        reply.addressees.create(name="林溪")
    helper = make_unit("青原县教育局")
    of_helper = make_reply(lead=helper, published=False)

    def steps():
        yield changes.publish_reply(reply=first, by=staff)
        yield changes.publish_reply(reply=second, by=staff)
        yield changes.assign_lead(action=action, organisation=other, by=staff)
        yield changes.publish_action(action=make_action(first.commitments.get(), "某委员", lead=None), by=staff)
        yield changes.rename_unit(unit=other, name="林县自然资源局", on=date(2026, 1, 1), by=staff)
        yield changes.assign_lead(action=action, organisation=unit, by=staff)
        update = make_update(action, "done", organisation=unit)
        yield changes.save(obj=_with(update.evidence.get(), title="改了名称"), by=staff)
        yield changes.withdraw_update(update=update, reason="填错了。", by=staff)
        yield changes.save(obj=_with(first.proposals.get(), title="改了标题"), by=staff)
        yield changes.save(obj=_with(make_place("林县"), names_proposers=False), by=staff)
        yield changes.save(obj=Handling(proposal=shared, organisation=unit, role=Role.LEAD), by=staff)
        yield changes.save(obj=Handling(proposal=shared, organisation=helper, role=Role.CO), by=staff)
        yield changes.rename_unit(unit=helper, name="青原县新教育局", on=date(2026, 1, 1), by=staff)
        yield changes.publish_reply(reply=of_helper, by=staff)  # it has a page now: the address is told with its name
        signer = first.issuers.get()
        yield changes.correct_reply(reply=first, reason="认错了。", units={signer.pk: None}, by=staff)
        yield changes.correct_reply(reply=first, reason="认对了。", units={signer.pk: unit}, by=staff)
        yield changes.withdraw_reply(reply=of_helper, reason="寄错了。", by=staff)
        yield changes.succeed_unit(unit=unit, successors=[make_unit("新局")], on=date(2026, 2, 1), by=staff)
        yield changes.succeed_unit(unit=unit, successors=[], on=None, by=staff)
        yield changes.withdraw_reply(reply=first, reason="寄错了。", by=staff)
        yield changes.withdraw_reply(reply=second, reason="寄错了。", by=staff)

    for number, _ in enumerate(steps()):
        bring_up_to_date(client, copy, since or "2020-01-01")
        fresh, since = download(client)
        assert differing(copy, fresh) == [], f"after step {number}"
    assert not any(copy.values()) and list(change_log.differences()) == []


def _with(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


@pytest.mark.thorough
@pytest.mark.django_db
def test_the_invented_place_comes_and_goes(staff):
    client, demo = Client(), "&demo=1"
    load_demo(by=staff, reviewer=make_member("reviewer", username="r"))
    assert list(change_log.differences()) == []
    copy, since = download(client, demo)
    assert all(copy.values())
    remove_demo()
    assert list(change_log.differences()) == []
    bring_up_to_date(client, copy, since, demo)
    assert not any(copy.values())


@pytest.mark.database
@pytest.mark.django_db
def test_what_changed_and_what_was_erased_is_read_in_one_order_there_and_back(staff):
    client, invented = Client(), make_place("虚构市", is_demo=True)
    for n in range(5):
        make_reply(actions=n % 3, lead=make_unit("虚构市水利局", invented), withdrawn=n == 4)
    erased = {"replies": Reply.objects.once_public().count(), "actions": Action.objects.once_public().count()}
    kept = {"replies": 3, "actions": 6}
    for _ in range(2):
        make_reply(actions=2)
    remove_demo()
    make_reply(actions=2)
    for noun in ("replies", "actions"):
        for size in (1, 3, 7, 100):
            pages = [_page(client, f"/api/v1/{noun}/?updated_after=2020-01-01&limit={size}")]
            while pages[-1]["next"]:
                pages.append(_page(client, pages[-1]["next"]))
            back = [pages[-1]]
            while back[0]["previous"]:
                back.insert(0, _page(client, back[0]["previous"]))
            assert [_ids(page) for page in back] == [_ids(page) for page in pages]
            assert all(sum(map(len, _ids(page))) == size for page in pages[:-1])
            stand, gone = ([pk for page in pages for pk in _ids(page)[n]] for n in (0, 1))
            assert (len(set(stand)), len(set(gone))) == (len(stand), len(gone)) == (kept[noun], erased[noun])
        newest = pages[-1]["updated_until"].replace("+", "%2B")
        assert _ids(_page(client, f"/api/v1/{noun}/?updated_after={newest}"))[1] == []


def _page(client, address: str) -> dict:
    return client.get("/" + address.split("/", 3)[3] if "://" in address else address).json()


def _ids(page: dict) -> tuple[list[int], list[int]]:
    return [row["id"] for row in page["results"]], [row["id"] for row in page["withdrawn"]]
