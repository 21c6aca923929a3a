"""Pages of proposals, of who handles them and of what their proposers said name no letter that one may not see."""

import pytest
from django.test import Client

from policies import changes
from policies.models import Handling, Reply, Satisfaction, seen
from tests.factories import make_member, make_proposal, make_reply, make_unit
from tests.forms import Form, forms_on
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HIDDEN = "（别的单位的答复，没有公开）"
PHONE = "13887654321"


class Side:
    """One of two units that answer the same proposal: its letter is private, and so is what was said of it."""

    def __init__(self, name: str, word: str, proposal):
        self.word, self.unit, self.proposal = word, make_unit(name), proposal
        told = {"title": f"{word}题，电话{PHONE}", "document_number": f"{word}函〔2026〕1号"}
        self.letter = make_reply(lead=self.unit, published=False, proposal=proposal, **told)
        self.handling = Handling.objects.create(
            proposal=proposal, organisation=self.unit, role="separate", reply=self.letter
        )
        self.judged = Satisfaction.objects.create(proposal=proposal, reply=self.letter, opinion="dissatisfied")

    def desk(self, role: str) -> Client:
        client = Client()
        client.force_login(make_member(role, self.unit))
        return client

    @property
    def words(self) -> list[str]:
        return [self.letter.title[:3], self.letter.document_number]


@pytest.fixture
def sides() -> tuple[Side, Side]:
    proposal = make_proposal(title="关于修渠的提案")
    return Side("青原县水利局", "暗甲", proposal), Side("青原县教育局", "暗乙", proposal)


def pages(proposal, handlings, judged) -> list[str]:
    of = "/admin/policies"
    numbers = ",".join(str(row.pk) for row in [*handlings, *judged])
    rows = [proposal, *handlings, *judged]
    changed = [f"{of}/{row._meta.model_name}/{row.pk}/{page}/" for row in rows for page in ("change", "history")]
    asked = ("", "?q=暗", "?q=渠", f"?id__in={numbers}")
    return [*changed, *(f"{of}/{name}/{q}" for name in ("proposal", "handling", "satisfaction") for q in asked)]


def form_on(answer) -> Form:
    """Return the form of a register: the only one that carries what the page shows."""
    [form] = [form for form in forms_on(answer) if "shown" in form.fields]
    return form


def shown_on(desk: Client, url: str) -> str:
    return desk.get(url, follow=True).content.decode().replace('value="暗"', "")


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_no_page_names_the_private_letter_of_the_other_side(sides, role):
    for own, other in (sides, sides[::-1]):
        desk, everywhere = own.desk(role), ""
        for url in pages(own.proposal, (own.handling, other.handling), (own.judged, other.judged)):
            shown = shown_on(desk, url)
            assert not [word for word in [other.word, *other.words] if word in shown], url
            everywhere += shown
        assert own.letter.title[:3] in everywhere and HIDDEN in everywhere


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_whose_letter_it_is_sees_it_on_each_of_these_pages(sides, role):
    own, _other = sides
    desk = own.desk(role)
    for url in ("/admin/policies/handling/", f"/admin/policies/handling/{own.handling.pk}/change/",
                "/admin/policies/satisfaction/", f"/admin/policies/satisfaction/{own.judged.pk}/change/",
                f"/admin/policies/proposal/{own.proposal.pk}/change/"):  # fmt: skip
        assert own.letter.title[:3] in shown_on(desk, url), url


def test_a_row_about_a_hidden_letter_is_seen_with_it_or_its_handling_alone(sides):
    own, other = sides
    by = make_member("reviewer", own.unit)
    assert set(seen(by, Satisfaction.objects.all())) == {own.judged}
    assert set(seen(by, Handling.objects.all())) == {own.handling, other.handling}


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_a_public_letter_of_the_other_side_shows_without_phone_numbers(sides, role, staff):
    own, other = sides
    changes.publish_reply(reply=other.letter, by=staff)
    desk, everywhere = own.desk(role), ""
    for url in pages(own.proposal, (other.handling,), (other.judged,)):
        shown = shown_on(desk, url)
        assert PHONE not in shown, url
        everywhere += shown
    assert f"{other.word}题，电话138********" in everywhere and HIDDEN not in everywhere


def test_who_saves_the_rest_of_a_row_keeps_the_hidden_letter(sides):
    own, other = sides
    desk = own.desk("reviewer")
    Handling.objects.update(due_on="2026-07-01")  # a browser's form, as read here, holds what is filled in
    for url in (f"handling/{other.handling.pk}", f"proposal/{own.proposal.pk}"):
        form = form_on(desk.get(f"/admin/policies/{url}/change/"))
        name = next(name for name in form.fields if name.endswith("due_on") and _of(form, name, other.handling))
        assert form.press(desk, **{name: "2026-08-01"}).status_code == 302
        other.handling.refresh_from_db()
        assert (other.handling.reply, str(other.handling.due_on)) == (other.letter, "2026-08-01")
        Handling.objects.update(due_on="2026-07-01")


def _of(form, name: str, row) -> bool:
    """Say whether an entry is the row's: the page's own, or that of its line below."""
    return "-" not in name or form.fields[name.replace("due_on", "id")] == [str(row.pk)]


def test_a_hidden_letter_is_neither_offered_nor_taken(sides):
    own, other = sides
    desk = own.desk("reviewer")
    asked = {"app_label": "policies", "model_name": "handling", "field_name": "reply", "term": "题"}
    assert [row["id"] for row in desk.get("/admin/autocomplete/", asked).json()["results"]] == [str(own.letter.pk)]
    for url in (f"handling/{own.handling.pk}", f"proposal/{own.proposal.pk}"):
        form = form_on(desk.get(f"/admin/policies/{url}/change/"))
        name = next(name for name, value in form.fields.items() if value == [str(own.letter.pk)])
        answer = form.press(desk, **{name: str(other.letter.pk)})
        assert answer.status_code == 200 and other.letter.title[:3] not in text_of(answer)
        own.handling.refresh_from_db()
        assert own.handling.reply == own.letter


def test_what_was_changed_meanwhile_is_told_without_the_letter(sides):
    own, other = sides
    desk, theirs = own.desk("reviewer"), other.desk("reviewer")
    free = Handling.objects.create(proposal=own.proposal, organisation=make_unit("青原县财政局"), role="separate")
    url = f"/admin/policies/handling/{free.pk}/change/"
    mine = form_on(desk.get(url))
    form_on(theirs.get(url)).press(theirs, reply=str(other.letter.pk))
    answer = mine.press(desk, reply=str(own.letter.pk))
    assert f"改为“{HIDDEN}”" in text_of(answer) or f"改成了“{HIDDEN}”" in text_of(answer)
    assert other.letter.title[:3] not in answer.content.decode()


def test_a_letter_that_follows_in_private_is_named_to_its_own_unit(sides, staff):
    own, other = sides
    changes.publish_reply(reply=own.letter, by=staff)
    Reply.objects.filter(pk=other.letter.pk).update(follows=own.letter)
    for side, names in ((own, False), (other, True)):
        page = f"/admin/policies/reply/{side.letter.pk}/change/"
        assert (other.letter.title[:3] in shown_on(side.desk("reporter"), page)) == names


def test_what_a_number_means_is_said_without_phone_numbers(sides):
    own, other = sides
    public = make_reply(lead=other.unit, title=f"公开的，{PHONE}", quotes=[f"请致电{PHONE}报修"]).actions.get()
    page = f"/admin/policies/action/{own.letter.actions.get().pk}/change/"
    answer = text_of(own.desk("reporter").post(page, {"deed": "merge_actions", "into": public.pk}))
    assert "请致电138********报修" in answer and "公开的，138********" in answer and PHONE not in answer


@pytest.mark.parametrize("side", [0, 1])
def test_the_history_of_a_proposal_shows_phone_numbers_to_its_own_units(side, staff):
    own, other = make_unit("青原县水利局"), make_unit("青原县教育局")
    proposal = make_proposal(title="关于修渠的提案")
    make_reply(lead=own, proposal=proposal)
    proposal.title = f"关于修渠的提案，{PHONE}"
    changes.save(obj=proposal, by=staff)
    client = Client()
    client.force_login(make_member("reviewer", (own, other)[side]))
    for page in ("history", "change"):
        shown = client.get(f"/admin/policies/proposal/{proposal.pk}/{page}/").content.decode()
        assert (PHONE in shown) == (side == 0), page
        assert "138********" in shown


def test_no_form_offers_or_finds_a_private_letter_of_who_signed_with_them(sides, staff):
    own, other = sides
    both = make_reply(lead=own.unit, published=False, proposal=own.proposal, kind="supplementary")
    both.issuers.create(name=other.unit.name, organisation=other.unit, position=1)
    for side in sides:
        Reply.objects.filter(pk=side.letter.pk).update(document_number="同函〔2026〕1号")
    for mine, hidden in (sides, sides[::-1]):
        desk, page = mine.desk("reviewer"), f"/admin/policies/reply/{both.pk}/change/"
        shown = desk.get(page).content.decode()
        assert f"{mine.letter.pk} · " in shown and f"{hidden.letter.pk} · " not in shown
        assert mine.letter.title[:3] in shown and hidden.letter.title[:3] not in shown
        answer = text_of(desk.post(page, {"deed": "follow_reply", "follows": str(hidden.letter.pk)}))
        assert "没有找到答复" in answer and hidden.letter.title[:3] not in answer
        assert desk.post(page, {"deed": "follow_reply", "follows": "同函〔2026〕1号"}).status_code == 302
        both.refresh_from_db()
        assert both.follows == mine.letter
        Reply.objects.filter(pk=both.pk).update(follows=None)


def test_a_later_action_of_who_signed_with_them_is_offered_once_they_see_it(sides, staff):
    own, other = sides
    both = make_reply(lead=own.unit, proposal=own.proposal, issued_on=own.letter.issued_on)
    both.issuers.create(name=other.unit.name, organisation=other.unit, position=1)
    page = f"/admin/policies/action/{both.actions.get().pk}/change/"
    quotes = {side: f"{side.letter.actions.get().pk} · " for side in sides}
    for mine, hidden in (sides, sides[::-1]):
        shown = mine.desk("reviewer").get(page).content.decode()
        assert quotes[mine] in shown and quotes[hidden] not in shown
