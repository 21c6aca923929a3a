"""Reporting in the admin: an update with evidence from the action's page, and its way to the public."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from policies.models import Action, Evidence, Partner, State, Update
from tests import factories, sample_files

pytestmark = pytest.mark.usefixtures("module_action")

PDF = sample_files.pdf()


@pytest.fixture
def desk(client, staff, settings):
    """The desk of an office of one person, who reports and publishes."""
    settings.ONE_PERSON_OFFICE = True
    client.force_login(staff)
    return client


@pytest.fixture
def page(action):
    return reverse("admin:policies_action_change", args=[action.pk])


def report(action, *pieces, then="publish", **fields):
    """What the browser sends for an update with `pieces` of evidence."""
    data = {
        "deed": "record_update",
        "then": then,
        "status": "in_progress",
        "happened_on": timezone.localdate().isoformat(),
        "reason": "已经开工。",
        "organisation": action.lead_id,
        "evidence-TOTAL_FORMS": "2",
        "evidence-INITIAL_FORMS": "0",
        "evidence-0-kind": "link",
        "evidence-1-kind": "link",
    }
    for i, piece in enumerate(pieces):
        data |= {f"evidence-{i}-{name}": value for name, value in piece.items()}
    return data | fields


LINK = {"kind": "link", "url": "https://example.org/news/1", "title": "开工的消息"}


def test_one_form_records_an_update_with_a_link_and_publishes_it(desk, action, page):
    answer = desk.post(page, report(action, LINK), follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["进展已公开。"]
    update = Update.objects.get()
    assert (update.state, update.status, update.organisation) == (State.PUBLISHED, "in_progress", action.lead)
    assert [(piece.kind, piece.url) for piece in update.evidence.all()] == [("link", "https://example.org/news/1")]
    assert Action.objects.get(pk=action.pk).status == "in_progress"
    assert "开工的消息" in desk.get(reverse("action", args=[action.pk])).content.decode()


def test_today_and_the_lead_are_filled_in(desk, action, page):
    form = desk.get(page).context["offers"]["record_update"].form
    assert form["happened_on"].value() == timezone.localdate()
    assert form["organisation"].value() == action.lead_id


def test_a_reporter_is_offered_their_own_units(client, action, page):
    partner = factories.make_unit("青原县教育局")
    Partner.objects.create(action=action, name=partner.name, organisation=partner)
    offered = {}
    for unit in (action.lead, partner):
        client.force_login(factories.make_member("reporter", unit))
        offered[unit] = list(client.get(page).context["offers"]["record_update"].form.fields["organisation"].queryset)
    assert offered == {action.lead: [action.lead], partner: [partner]}


def test_enter_in_a_field_saves_a_draft(desk, page):
    """Browsers press the first button of the form."""
    html = desk.get(page).content.decode()
    form = html[html.index('<form class="questions report"') :]
    button = form[form.index("<button") :].split(">")[0]
    assert 'name="then"' in button and 'value="draft"' in button


def test_looking_writes_nothing(desk, action, page):
    desk.get(page, report(action, LINK))
    assert Update.objects.count() == 0
    assert Evidence.objects.count() == 0


def test_a_draft_needs_no_evidence(desk, action, page):
    desk.post(page, report(action, then="draft", reason=""))
    assert Update.objects.get().state == State.DRAFT
    assert Action.objects.get(pk=action.pk).status == "unreported"


@pytest.mark.parametrize("then", ["submit", "publish"])
def test_submitting_without_evidence_is_refused_and_nothing_is_half_written(desk, action, page, then):
    answer = desk.post(page, report(action, then=then, reason="路基已经完成一半。"))
    shown = answer.content.decode()
    assert "“推进中”要有佐证：一个网址、一个文件，或写明名称的文件。" in shown
    assert "路基已经完成一半。" in shown
    assert Update.objects.count() == 0


def test_publishing_on_an_action_that_is_not_public_records_nothing(desk, staff):
    reply = factories.make_reply(published=False, confirmed=True)
    action = reply.actions.get()
    answer = desk.post(reverse("admin:policies_action_change", args=[action.pk]), report(action, LINK))
    assert "这条举措还没有公开；先公开它所在的答复。" in answer.content.decode()
    assert (Update.objects.count(), Evidence.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        pytest.param(
            {"happened_on": (timezone.localdate() + timedelta(days=1)).isoformat()},
            "发生日期在今天之后；还没发生的事不能写成进展。",
            id="future",
        ),
        pytest.param({"happened_on": "昨天"}, "输入一个有效的日期。", id="no-date"),
        pytest.param({"status": "unreported"}, "选择一个有效的选项", id="unreported-is-no-report"),
        pytest.param({"organisation": "999999"}, "选择一个有效的选项", id="a-unit-without-part-in-it"),
    ],
)
def test_wrong_entries_are_told_and_what_was_typed_is_kept(desk, action, page, fields, sentence):
    answer = desk.post(page, report(action, LINK, **fields))
    shown = answer.content.decode()
    assert sentence in shown
    assert "https://example.org/news/1" in shown
    assert "已经开工。" in shown
    assert Update.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("批复.pdf", PDF, id="pdf"),
        pytest.param("照片.png", sample_files.picture("PNG"), id="png"),
        pytest.param("通知.wps", sample_files.old_office("WordDocument"), id="wps"),
    ],
)
def test_a_file_is_stored_with_its_digest(desk, action, page, name, content):
    piece = {"kind": "file", "file": SimpleUploadedFile(name, content), "title": "批复"}
    desk.post(page, report(action, piece))
    evidence = Evidence.objects.get()
    assert len(evidence.sha256) == 64
    assert not evidence.file_is_public
    handed = desk.get(reverse("admin:policies_evidence_file", args=[evidence.pk]))
    assert b"".join(handed.streaming_content) == content
    assert handed["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        pytest.param("page.html", b"<script>", "这个文件是网页", id="html"),
        pytest.param("a.svg", b"<svg/>", "这个文件是网页或 SVG", id="svg"),
        pytest.param("批复.pdf", b"<script>", "这个文件是网页", id="html-called-pdf"),
        pytest.param("表.xlsx", b"PK\x03\x04 no container", "办公文件打不开", id="no-workbook"),
        pytest.param("空.pdf", b"", "空文件", id="empty"),
        pytest.param("大.pdf", PDF + bytes(20 * 1024 * 1024), "文件超过 20 MB", id="too-large"),
    ],
)
def test_other_files_are_refused(desk, action, page, name, content, sentence):
    piece = {"kind": "file", "file": SimpleUploadedFile(name, content)}
    answer = desk.post(page, report(action, piece))
    assert sentence in answer.content.decode()
    assert (Update.objects.count(), Evidence.objects.count()) == (0, 0)


def test_a_file_must_be_chosen(desk, action, page):
    answer = desk.post(page, report(action, {"kind": "file", "title": "批复"}))
    assert "请选择文件" in answer.content.decode()


def test_what_belongs_to_another_kind_is_dropped(desk, action, page):
    """A bad address typed before 文件名称 was chosen is out of sight, and no longer in the way."""
    piece = {"kind": "document", "title": "《青原县供水条例》", "number": "青府〔2026〕3号", "url": "no address"}
    desk.post(page, report(action, piece))
    evidence = Evidence.objects.get()
    assert (evidence.kind, evidence.url, evidence.number) == ("document", "", "青府〔2026〕3号")


def test_a_draft_is_edited_submitted_returned_and_published(desk, action, page):
    desk.post(page, report(action, then="draft", reason=""))
    update = Update.objects.get()
    own = reverse("admin:policies_update_change", args=[update.pk])
    desk.post(own, report(action, LINK, deed="edit_update", then="submit", reason="第一段已经通车。"))
    update.refresh_from_db()
    assert (update.state, update.reason, update.evidence.count()) == (State.SUBMITTED, "第一段已经通车。", 1)

    assert "写明退回的原因" in desk.post(own, {"deed": "return_update", "remark": " "}).content.decode()
    desk.post(own, {"deed": "return_update", "remark": "请写明哪一段。"})
    update.refresh_from_db()
    assert update.state == State.RETURNED
    assert "请写明哪一段。" in desk.get(page).content.decode()

    kept = [str(piece.pk) for piece in update.evidence.all()]
    desk.post(own, report(action, deed="edit_update", then="submit", reason="南段已经通车。", kept=kept))
    answer = desk.post(own, {"deed": "publish_update", "back": f"{page}#update-{update.pk}"})
    assert answer["Location"] == f"{page}#update-{update.pk}"
    update.refresh_from_db()
    assert (update.state, update.reason, update.evidence.count()) == (State.PUBLISHED, "南段已经通车。", 1)


def test_a_draft_is_handed_in_by_its_form_alone(desk, action, page):
    """A second button beside it would hand in what is stored, and lose what was typed."""
    desk.post(page, report(action, LINK, then="draft"))
    html = desk.get(reverse("admin:policies_update_change", args=[Update.objects.get().pk])).content.decode()
    assert html.count(">提交<") == 1 and 'value="submit_update"' not in html


def test_a_published_update_is_not_edited(desk, action):
    update = factories.make_update(action)
    own = reverse("admin:policies_update_change", args=[update.pk])
    assert "edit_update" not in desk.get(own).context["offers"]
    answer = desk.post(own, report(action, LINK, deed="edit_update", reason="改写"))
    assert "只能修改草稿和已退回的进展" in answer.content.decode()
    assert Update.objects.get().reason == update.reason


def test_withdrawing_asks_for_a_reason_and_keeps_the_record(desk, action, page):
    update = factories.make_update(action)
    own = reverse("admin:policies_update_change", args=[update.pk])
    answer = desk.post(own, {"deed": "withdraw_update", "reason": ""})
    assert "撤回进展要写明理由：它会和撤回日期一起公开。" in answer.content.decode()
    desk.post(own, {"deed": "withdraw_update", "reason": "写错了举措。"})
    assert Action.objects.get(pk=action.pk).status == "unreported"
    shown = desk.get(page).content.decode()
    assert "写错了举措。" in shown
    assert update.reason in shown


def test_a_correction_begins_with_what_it_corrects(desk, action, page):
    wrong = factories.make_update(action, status="done")
    form = desk.get(page, {"replaces": wrong.pk}).context["offers"]["record_update"].form
    assert (form.correcting, form["status"].value(), form["reason"].value()) == (wrong, "done", wrong.reason)
    kept = [str(piece.pk) for piece in wrong.evidence.all()]
    desk.post(page, report(action, replaces=wrong.pk, status="in_progress", kept=kept))
    assert Action.objects.get(pk=action.pk).status == "in_progress"
    assert Update.objects.get(replaces=wrong).evidence.get() == wrong.evidence.get()
    assert desk.get(page).context["timeline"][1]["correctable"] is False


def test_addresses_of_other_sites_are_no_way_back(desk, action, page):
    update = factories.make_update(action, published=False)
    own = reverse("admin:policies_update_change", args=[update.pk])
    answer = desk.post(own, {"deed": "publish_update", "back": "https://example.org/"})
    assert answer["Location"] == own


def test_nobody_reports_on_an_action_without_a_unit(desk, action, page):
    desk.post(page, {"deed": "assign_lead", "lead": ""})
    assert "record_update" not in desk.get(page).context["offers"]
    assert "还没有确定主责单位" in desk.get(page).content.decode()
