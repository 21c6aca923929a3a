"""The audit list: what is noted, by whom, from where; and that nobody changes it or sees it who must not."""

import pytest
from django.core.files.base import ContentFile
from django.db.models import ProtectedError
from django.urls import reverse

from policies import changes
from policies.changes import Refused
from policies.models import Account, AuditEntry, AuditKind, Evidence, Reply
from policies.office.audit import note
from tests import factories

LIST = "admin:policies_auditentry_changelist"


def noted() -> list[tuple]:
    """Return kind, object and account of every entry, the oldest first."""
    found = AuditEntry.objects.order_by("pk")
    return [(entry.kind, entry.about_type, entry.about_id, entry.by and entry.by.username) for entry in found]


def a_file(**fields) -> Evidence:
    evidence = Evidence(kind="file", title="验收报告", **fields)
    evidence.file.save("report.pdf", ContentFile(b"%PDF-1.7 report"), save=False)
    return evidence


def test_publishing_and_withdrawing_are_noted(staff):
    reply = factories.make_reply(published=False, actions=2)
    first, second = reply.actions.order_by("start")
    changes.publish_reply(reply=reply, by=staff)
    update = factories.make_update(first)
    changes.withdraw_update(update=update, reason="填错了", by=staff)
    changes.remove_action(action=second, reason="不是承诺", by=staff)
    commitment = reply.commitments.get()
    added = factories.make_action(commitment, "加快水利建设", lead=first.lead)
    changes.publish_action(action=added, by=staff)
    changes.withdraw_reply(reply=Reply.objects.get(pk=reply.pk), reason="寄错了单位", by=staff)
    assert noted() == [
        ("reply_published", "reply", reply.pk, "staff"),
        ("update_published", "update", update.pk, "second"),
        ("update_withdrawn", "update", update.pk, "staff"),
        ("action_removed", "action", second.pk, "staff"),
        ("action_published", "action", added.pk, "staff"),
        ("reply_withdrawn", "reply", reply.pk, "staff"),
    ]
    assert AuditEntry.objects.first().words == "寄错了单位"
    assert set(AuditEntry.objects.values_list("address", flat=True)) == {None}  # no request asked for it


def test_files_are_noted_when_handed_in_opened_closed_and_downloaded(staff, client, action):
    factories.make_update(action, evidence=[a_file()], by=staff)
    evidence = Evidence.objects.get()
    for public in (True, True, False):
        evidence.file_is_public = public
        changes.save(obj=evidence, by=staff)
    client.force_login(staff)
    answer = client.get(reverse("admin:policies_evidence_file", args=[evidence.pk]), REMOTE_ADDR="192.0.2.7")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 report"
    about = AuditEntry.objects.about(evidence).order_by("pk")
    assert list(about.values_list("kind", flat=True)) == [
        "file_handed_in",
        "file_opened",
        "file_closed",
        "file_downloaded",
    ]
    last = about.last()
    assert (last.by, last.address, last.about_words) == (staff, "192.0.2.7", "验收报告")


def test_a_file_that_is_public_at_once_is_noted_as_both(staff, action):
    factories.make_update(action, evidence=[a_file(file_is_public=True)], by=staff)
    kinds = set(AuditEntry.objects.about(Evidence.objects.get()).values_list("kind", flat=True))
    assert kinds == {"file_handed_in", "file_opened"}


def test_what_was_refused_or_tried_leaves_no_entry(staff, action):
    before = AuditEntry.objects.count()
    with pytest.raises(Refused):
        changes.publish_reply(reply=action.reply, by=staff)
    update = factories.make_update(action, published=False)
    with pytest.raises(Refused):
        changes.publish_update(update=update, by=update.created_by)
    assert AuditEntry.objects.count() == before


def test_through_the_admin_the_address_is_noted(client, action, staff):
    update = factories.make_update(action, published=False, by=factories.make_staff("other"))
    client.force_login(staff)
    page = reverse("admin:policies_update_change", args=[update.pk])
    client.post(page, {"deed": "publish_update"}, REMOTE_ADDR="192.0.2.7")
    entry = AuditEntry.objects.get(kind=AuditKind.UPDATE_PUBLISHED)
    assert (entry.by, entry.name, entry.address, entry.about_id) == (staff, "staff", "192.0.2.7", update.pk)


def test_one_request_leaves_nothing_of_itself_to_the_next(client, staff):
    client.force_login(staff)
    client.get("/admin/", REMOTE_ADDR="192.0.2.7")
    entry = note(AuditKind.EXPORTED)
    assert (entry.by, entry.name, entry.address) == (None, "", None)


def test_nobody_changes_or_deletes_an_entry(staff):
    entry = note(AuditKind.EXPORTED, by=staff, words="一次\n导出\0")
    assert entry.words == "一次 导出"
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(Refused, match="不能改动，也不能删除"):
            change()
    with pytest.raises(Refused, match="不能改动，也不能删除"):
        AuditEntry.objects.update(words="别的")
    assert AuditEntry.objects.get().words == "一次 导出"


def test_an_administrator_reads_filters_and_searches_it(client, staff, action):
    other = factories.make_staff("other")
    note(AuditKind.EXPORTED, by=other, words="全部举措")
    note(AuditKind.LOGIN_FAILED, name="<b>nobody</b>")
    client.force_login(staff)
    page = client.get(reverse(LIST)).content.decode()
    assert "&lt;b&gt;nobody&lt;/b&gt;" in page and "全部举措" in page
    assert reverse("admin:policies_reply_change", args=[action.reply_id]) in page
    day = AuditEntry.objects.first().at
    for query, kinds in (
        ("kind__exact=exported", {"exported"}),
        (f"by={other.pk}", {"exported"}),
        ("by=bogus", set()),
        ("q=nobody", {"login_failed"}),
        (f"at__year={day.year}&at__month={day.month}&q=全部举措", {"exported"}),
    ):
        found = client.get(f"{reverse(LIST)}?{query}", follow=True).context["cl"].result_list
        assert {entry.kind for entry in found} == kinds, query


def test_its_pages_only_show(client, staff):
    entry = note(AuditKind.EXPORTED, by=staff)
    client.force_login(staff)
    page = reverse("admin:policies_auditentry_change", args=[entry.pk])
    assert "导出" in client.get(page).content.decode()
    answers = [
        client.post(page, {"kind": "logged_in"}),
        client.post(reverse("admin:policies_auditentry_delete", args=[entry.pk]), {"post": "yes"}),
        client.get(reverse("admin:policies_auditentry_add")),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert AuditEntry.objects.get(kind=AuditKind.EXPORTED).pk == entry.pk


def test_an_account_with_entries_cannot_be_erased(staff):
    note(AuditKind.EXPORTED, by=staff)
    with pytest.raises(ProtectedError):
        Account.objects.get(pk=staff.pk).delete()
