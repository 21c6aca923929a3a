"""The public edition: it changes with what readers see, and with nothing else that staff do."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from policies import changes
from policies.demo.city import remove_demo
from policies.ingest import ingest
from policies.models import Action, Handling, Organisation, OrganisationName, Reply, Role, edition, lock_record
from policies.queries.cache import clear_cache
from tests.factories import (
    make_action,
    make_category,
    make_correction,
    make_link,
    make_member,
    make_place,
    make_reply,
    make_staff,
    make_unit,
    make_update,
)
from tests.record.afterwards import Afterwards
from tests.record.copied import download
from tests.record.letters import Letters
from tests.record.parties import Parties, name_parties
from tests.record.progress import Progress
from tests.record.registers import Registers
from tests.record.sentences import Sentences
from tests.record.world import furnish
from tests.sizes import SIZE, sized

SEQUENCES = sized(2, 5, 200)
LETTER = (
    "青原县水利局\n关于第0099号提案的答复\n\n林溪委员：\n\n下一步，我们将修好水渠。\n\n青原县水利局\n2025年6月30日\n"
)
REPORT = {"status": "in_progress", "happened_on": date(2025, 9, 1), "reason": "已经开工。"}


def _with(obj, **values):
    for name, value in values.items():
        setattr(obj, name, value)
    return obj


def _draft(action: Action, by):
    return changes.record_update(action=action, evidence=[make_link()], draft=True, by=by, **REPORT)


# What no reader sees: of a public action, of a letter that is not public, and of the office itself.
PRIVATE = {
    "draft": lambda public, hidden, by: _draft(public, by),
    "draft rewritten": lambda public, hidden, by: changes.edit_update(
        update=_draft(public, by), evidence=[make_link()], organisation=public.lead, by=by, **REPORT
    ),
    "submission": lambda public, hidden, by: changes.submit_update(update=_draft(public, by), by=by),
    "return": lambda public, hidden, by: changes.return_update(
        update=make_update(public, published=False), remark="请附上网址。", by=make_staff("second")
    ),
    "evidence": lambda public, hidden, by: changes.add_evidence(evidence=make_link(), by=by),
    "private column": lambda public, hidden, by: changes.edit_ledger(action=public, office="水利科", by=by),
    "remark of a check": lambda public, hidden, by: changes.check_ledger(action=public, remark="属实。", by=by),
    "account": lambda public, hidden, by: changes.invite_account(email="a@example.cn", role="reporter", by=by),
    "membership": lambda public, hidden, by: changes.join_unit(
        account=make_member("reporter"), organisation=public.lead, by=by
    ),
    "title of a hidden letter's proposal": lambda public, hidden, by: changes.save(
        obj=_with(hidden.reply.proposals.get(), title="改了标题"), by=by
    ),
    "head of a hidden letter": lambda public, hidden, by: changes.edit_reply(
        reply=hidden.reply, title="改了题目", by=by
    ),
    "lead in a hidden letter": lambda public, hidden, by: changes.assign_lead(
        action=hidden, organisation=make_unit("青原县林业局"), by=by
    ),
    "confirmation": lambda public, hidden, by: changes.confirm_reading(reply=hidden.reply, by=by),
    "unit that nothing names": lambda public, hidden, by: changes.save(
        obj=Organisation(place=make_place(), name="青原县新局", slug="青原县新局"), by=by
    ),
    "open correction": lambda public, hidden, by: make_correction(public),
    "declined correction": lambda public, hidden, by: changes.decline_correction(
        correction=make_correction(public), remark="不属实。", by=by
    ),
    "new letter": lambda public, hidden, by: ingest(LETTER.encode(), name="letter.txt", place=make_place()),
    "new action of a public letter": lambda public, hidden, by: make_action(public.commitment, "某委员", lead=None),
    "lock": lambda public, hidden, by: lock_record(),
}
# What some page, file or answer of the API shows.
PUBLIC = {
    "publication": lambda public, hidden, by: changes.publish_reply(reply=hidden.reply, by=by),
    "withdrawal": lambda public, hidden, by: changes.withdraw_reply(reply=public.reply, reason="寄错了。", by=by),
    "update": lambda public, hidden, by: make_update(public),
    "partner's update": lambda public, hidden, by: make_update(public, organisation=make_unit("青原县教育局")),
    "deadline": lambda public, hidden, by: changes.revise_deadline(
        action=public, due_on=date(2027, 1, 31), reason="工期顺延。", by=by
    ),
    "lead": lambda public, hidden, by: changes.assign_lead(
        action=public, organisation=make_unit("青原县林业局"), by=by
    ),
    "title of a public letter's proposal": lambda public, hidden, by: changes.save(
        obj=_with(public.reply.proposals.get(), title="改了标题"), by=by
    ),
    "new action published": lambda public, hidden, by: changes.publish_action(
        action=make_action(public.commitment, "某委员", lead=None), by=by
    ),
    "name of a unit": lambda public, hidden, by: changes.rename_unit(
        unit=public.lead, name="青原县水务局", on=date(2026, 1, 1), by=by
    ),
    "earlier name of a unit": lambda public, hidden, by: changes.save(
        obj=OrganisationName(organisation=public.lead, name="县水利局"), by=by
    ),
    "category": lambda public, hidden, by: changes.edit_action(
        action=public, categories=[make_category("节水")], by=by
    ),
    "handling": lambda public, hidden, by: changes.save(
        obj=Handling(proposal=public.reply.proposals.get(), organisation=public.lead, role=Role.LEAD), by=by
    ),
    "answered correction": lambda public, hidden, by: changes.answer_correction(
        correction=make_correction(public), verdict="accepted", answer="谢谢。", by=by
    ),
    "invented place": lambda public, hidden, by: remove_demo(),
}


@pytest.fixture
def actions(db):
    """An action of a public letter and one of a letter that nobody has confirmed; beside them an invented place."""
    invented = make_place("示例市", "city", is_demo=True)
    make_reply(place=invented, lead=make_unit("示例市水利局", invented))
    make_unit("青原县教育局"), make_staff(), make_staff("second")
    public = make_reply(category=make_category()).actions.get()
    hidden = make_reply(published=False, category=make_category()).actions.get()
    return public, hidden


@pytest.mark.parametrize("name", PRIVATE)
def test_what_no_reader_sees_leaves_the_edition(actions, name):
    by = make_staff("third")
    Reply.objects.filter(changed_at__isnull=False).update(changed_at="2025-01-01T00:00:00Z")
    before = edition()
    PRIVATE[name](*actions, by)
    assert edition() == before
    assert not Reply.objects.filter(changed_at__gt="2025-01-02T00:00:00Z").exists()


@pytest.mark.parametrize("name", PUBLIC)
def test_what_readers_see_begins_an_edition(actions, name):
    before = edition()
    PUBLIC[name](*actions, make_staff("third"))
    assert edition() != before


def test_withdrawing_an_answer_begins_an_edition(actions, staff):
    answer = {"verdict": "accepted", "answer": "谢谢。"}
    correction = changes.answer_correction(correction=make_correction(actions[0]), by=staff, **answer)
    before = edition()
    changes.withdraw_answer(correction=correction, reason="答错了。", by=staff)
    assert edition() != before


def test_a_form_that_is_refused_leaves_the_edition(actions, client, staff):
    """The page of an action takes the write lock before it looks at what was sent."""
    client.force_login(staff)
    before = edition()
    response = client.post(f"/admin/policies/action/{actions[0].pk}/change/", {"deed": "record_update", "status": "?"})
    assert response.status_code == 200 and response.context["refused"] is not None
    assert edition() == before


def test_whoever_holds_an_answer_is_told_so_after_a_draft(actions, client, staff):
    """Files, feeds and the API answer 304, and a page comes from the cache: nothing public has changed."""
    addresses = ["/actions.json", "/actions.atom", "/api/v1/actions/"]
    tags = {address: client.get(address).headers["ETag"] for address in addresses}
    _draft(actions[0], staff)
    assert {client.get(a, headers={"If-None-Match": tag}).status_code for a, tag in tags.items()} == {304}
    make_update(actions[0])
    assert {client.get(a, headers={"If-None-Match": tag}).status_code for a, tag in tags.items()} == {200}


class _Watched(Progress, Letters, Sentences, Afterwards, Registers, Parties):
    """Everything that anybody can do, while a reader looks at all that is public after each change."""

    def __init__(self):
        super().__init__()
        self.client = Client()
        self.token, self.seen = edition(), _all_pages(self.client)

    def attempt(self, deed, /, **arguments):
        super().attempt(deed, **arguments)
        seen = _all_pages(self.client)
        if edition() == self.token:
            changed = [
                address for address in seen.keys() | self.seen.keys() if seen.get(address) != self.seen.get(address)
            ]
            assert changed == [], deed.__name__
        self.token, self.seen = edition(), seen


def _all_pages(client: Client) -> dict[str, object]:
    """Return everything that the API says, and the pages with what it leaves out."""
    clear_cache()
    found: dict[str, object] = {"api": download(client)[0]}
    pages = ["/", "/organisations/", "/categories/", "/statistics/", "/proposals/", "/replies/"]
    pages += [f"/actions/{pk}/" for pk in Action.objects.order_by("pk").values_list("pk", flat=True)]
    for address in pages:
        response = client.get(address)
        if response.status_code != 404:  # an address that leads nowhere says what any other does
            found[address] = response.content
    return found


@pytest.mark.thorough
@pytest.mark.django_db
def test_after_any_sequence_of_changes_an_edition_shows_what_it_showed():
    furnish()
    name_parties()
    asked = settings(
        max_examples=SEQUENCES,
        stateful_step_count=10,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink] if SIZE == "long" else [Phase.generate],
    )
    run_state_machine_as_test(_Watched, settings=asked)


def test_an_edition_that_the_database_rolls_back_never_comes_again(actions, staff):
    before = edition()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        make_update(actions[0])
        within = edition()
        1 / 0  # noqa: B018
    assert edition() == before != within
    make_update(actions[0])
    assert edition() not in (before, within)
