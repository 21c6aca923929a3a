"""Two offices in one tracker: a letter whose place and signer nobody knows yet is theirs who took it in, by every door."""

from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from policies import changes
from policies.admin.replies.operations import DEEDS
from policies.changes import Refused
from policies.ingest import ingest
from policies.models import Action, Commitment, Doubt, Issuer, Proposal, Reading, Reply, Update, seen, sees
from policies.models.rights import Role, may, scope_of
from tests import factories
from tests.ingest.test_ingest import short
from tests.pages import text_of

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/policies/reply/add/"
PAGES = (Reply, Action, Commitment, Doubt, Reading)


def letter(word: str) -> bytes:
    """A letter of some county's water bureau, with a number of its own in the title and a word in an action."""
    return short(place="县政协", number=str(ord(word[1])), signer="水利局").replace(
        "修建水渠".encode(), f"修建{word}渠".encode()
    )


@dataclass
class Office:
    word: str
    unit: object
    reply: Reply

    def member(self, role: str):
        return factories.make_member(role, self.unit)

    def desk(self, role: str = "reporter") -> Client:
        client = Client()
        client.force_login(self.member(role))
        return client

    @property
    def rows(self) -> list:
        of_letter = {"reply": self.reply}
        read = [Reading.objects.get(**of_letter), Doubt.objects.filter(reading__reply=self.reply).first()]
        return [self.reply, *self.reply.actions.all(), *self.reply.commitments.all(), *read]


def make_office(word: str, name: str, place: str) -> Office:
    unit = factories.make_unit(name, factories.make_place(place))
    by = factories.make_member("reporter", unit)
    return Office(word, unit, ingest(letter(word), name=f"{word}.txt", by=by).reply)


@pytest.fixture(params=["白河市", "青原县"])
def offices(request) -> tuple[Office, Office]:
    """Two offices of two places, or of one."""
    return make_office("暗甲", "青原县水利局", "青原县"), make_office("暗乙", f"{request.param}教育局", request.param)


def test_nobody_knows_whose_the_letters_are(offices):
    for office in offices:
        assert (office.reply.place, list(office.reply.issuers.values_list("organisation", flat=True))) == (None, [None])


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_lists_and_searches_show_what_the_own_office_took_in(offices, role):
    for own, other in (offices, offices[::-1]):
        desk = own.desk(role)
        for model in PAGES:
            page = reverse(f"admin:policies_{model._meta.model_name}_changelist")
            rows = {row for office in (own, other) for row in office.rows if isinstance(row, model)}
            numbers = ",".join(str(row.pk) for row in rows)
            for asked in ("", f"?id__in={numbers}", "?q=渠", f"?q={other.word}"):
                answer = desk.get(page + asked)
                if answer.status_code == 302:
                    continue  # a list without a search
                assert set(answer.context["cl"].result_list).isdisjoint(other.rows), (page, asked)
                told = text_of(answer)
                assert f"{other.word}渠" not in told and other.reply.title not in told, (page, asked)
            shown = desk.get(f"{page}?id__in={numbers}").context["cl"].result_list
            assert rows.intersection(own.rows) <= set(shown), page


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_addresses_of_the_other_office_are_not_found(offices, role):
    own, other = offices
    desk = own.desk(role)
    for rows, found in ((own.rows, True), (other.rows, False)):
        for row in rows:
            for page in ("change", "history"):
                url = reverse(f"admin:policies_{row._meta.model_name}_{page}", args=[row.pk])
                answer = desk.get(url, follow=True)
                assert (answer.request["PATH_INFO"] == url) == found, url
                assert other.word not in text_of(answer) and other.reply.title not in text_of(answer)
    for office, status in ((own, 200), (other, 404)):
        answer = desk.get(reverse("admin:policies_reply_file", args=[office.reply.pk]))
        assert answer.status_code == status
        if answer.streaming:
            assert own.word in b"".join(answer.streaming_content).decode()


def test_nothing_offers_or_counts_the_letter_of_the_other_office(offices):
    for own, other in (offices, offices[::-1]):
        desk = own.desk("reviewer")
        asked = {"app_label": "policies", "model_name": "satisfaction", "field_name": "reply", "term": "渠"}
        found = desk.get(reverse("admin:autocomplete"), asked).json()["results"]
        assert [int(each["id"]) for each in found] == [own.reply.pk]
        waiting = [row for _group, rows in desk.get(reverse("admin:index")).context["queue"] for row in rows]
        assert {n for label, n, _more, _url in waiting if str(label) == "待确认的答复"} == {1}
        shown = desk.get(reverse("admin:policies_reply_change", args=[own.reply.pk])).content.decode()
        assert reverse("admin:policies_reply_change", args=[other.reply.pk]) not in shown


def stored() -> list:
    models = (Reply, Issuer, Action, Commitment, Doubt, Proposal, Update)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("role", ["reporter", "reviewer"])
def test_no_post_with_a_forged_number_changes_it(offices, role):
    own, other = offices
    desk, before = own.desk(role), stored()
    theirs = list(other.reply.actions.values_list("pk", flat=True))
    for deed in DEEDS:
        page = reverse("admin:policies_reply_change", args=[other.reply.pk])
        assert desk.post(page, {"deed": deed.name, "reason": "试试", "title": "试试"}).status_code == 302
    for deed in ("record_update", "assign_lead", "edit_action", "revise_deadline"):
        for step in ("", "preview", "save"):
            asked = {"action": deed, "_selected_action": theirs, "step": step, "lead": own.unit.name, "reason": "试试"}
            answer = desk.post(reverse("admin:policies_action_changelist"), asked, follow=True)
            assert other.word not in text_of(answer)
    assert stored() == before


def test_the_rules_say_the_same_of_one_row_and_of_lists(offices):
    for own, other in (offices, offices[::-1]):
        for role in ("reporter", "reviewer"):
            by = own.member(role)
            assert set(Reply.objects.of_scope(scope_of(by))) == {own.reply} == set(seen(by, Reply.objects.all()))
            for office in (own, other):
                assert office.reply.is_of(scope_of(by)) == may(by, "edit_reply", office.reply) == (office is own)
        with pytest.raises(Refused, match="没有做这件事的权限"):
            changes.confirm_reading(reply=other.reply, by=own.member("reviewer"))


def test_its_own_office_reads_it_to_the_end(offices):
    own, other = offices
    reporter, reviewer = own.member("reporter"), own.member("reviewer")
    changes.edit_reply(reply=own.reply, place=own.unit.place, issuers=[own.unit.name], by=reporter)
    changes.publish_reply(reply=own.reply, by=reviewer)
    assert not sees(other.member("reviewer"), own.reply)
    assert Reply.objects.public().get() == own.reply


def test_who_takes_the_place_away_keeps_the_letter(offices):
    own, other = offices
    reply = changes.edit_reply(reply=own.reply, place=own.unit.place, by=own.member("reporter"))
    reply.received_for.clear()
    changes.edit_reply(reply=reply, place=None, by=own.member("reporter"))
    assert sees(own.member("reporter"), own.reply) and not sees(other.member("reporter"), own.reply)


def test_a_letter_taken_in_by_the_command_is_for_administrators(offices, tmp_path):
    (tmp_path / "丙.txt").write_bytes(letter("暗丙"))
    call_command("ingest", str(tmp_path), "--jobs=1")
    reply = Reply.objects.get(text__contains="暗丙")
    for office in offices:
        for role in ("reporter", "reviewer"):
            assert not sees(office.member(role), reply) and not may(office.member(role), "edit_reply", reply)
        answer = office.desk().post(UPLOAD, {"file": SimpleUploadedFile("丙.txt", letter("暗丙"))}, follow=True)
        assert [str(each) for each in answer.context["messages"]] == [
            "这件答复已经收录，还没有认出是哪里的；您在这里看不到它，请联系管理员选定行政区。"
        ]
    administrator = factories.make_member(Role.ADMINISTRATOR, username="administrator")
    assert sees(administrator, reply) and may(administrator, "edit_reply", reply)


def test_what_is_uploaded_belongs_to_the_units_of_who_uploads_it(offices):
    own, other = offices
    answer = own.desk().post(UPLOAD, {"text": letter("暗丁").decode()}, follow=True)
    reply = Reply.objects.get(text__contains="暗丁")
    assert answer.request["PATH_INFO"] == reverse("admin:policies_reply_change", args=[reply.pk])
    assert list(reply.received_for.all()) == [own.unit]
    told = other.desk().post(UPLOAD, {"text": letter("暗丁").decode()}, follow=True)
    assert "属于别的单位" in str(*told.context["messages"]) and not sees(other.member("reporter"), reply)
