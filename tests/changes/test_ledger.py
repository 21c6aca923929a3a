"""The columns of the ledger beside an action: who fills them in, what stays of them, and that the public sees nothing."""

import pytest
from django.urls import reverse

from policies import changes
from policies.demo.city import remove_demo
from policies.models import LedgerEntry, Place, Reply
from policies.queries.history import public_rows_of
from tests.factories import make_member, make_reply, make_unit
from tests.forms import form_on

pytestmark = pytest.mark.django_db


def test_columns_are_written_one_by_one_and_keep_their_history(action, staff):
    changes.edit_ledger(action=action, office="工程科", phone=" 010-1234 ", by=staff)
    changes.edit_ledger(action=action, measures="一、勘察\r\n二、施工", by=staff)
    entry = LedgerEntry.objects.get(action=action)
    assert (entry.office, entry.phone, entry.measures) == ("工程科", "010-1234", "一、勘察\n二、施工")
    kept = LedgerEntry.history.filter(id=entry.pk).order_by("history_id")
    assert [(row.measures, row.history_change_reason, row.is_public) for row in kept] == [
        ("", "edit_ledger", False),
        ("一、勘察\n二、施工", "edit_ledger", False),
    ]
    assert not public_rows_of(entry).exists() and not public_rows_of(action).exists()


def test_leads_partners_and_reviewers_keep_it_and_nobody_else(action):
    action.partners.create(name="教育局", organisation=make_unit("青原县教育局"))
    for unit in ("青原县水利局", "青原县教育局"):
        changes.edit_ledger(action=action, office=unit, by=make_member("reporter", make_unit(unit)))
    stranger = make_member("reviewer", make_unit("青原县林业局"))
    with pytest.raises(changes.Refused, match="没有做这件事的权限"):
        changes.edit_ledger(action=action, office="林业局", by=stranger)
    assert LedgerEntry.objects.get().office == "青原县教育局"


def test_what_a_check_found_is_a_reviewers(action):
    water = make_unit("青原县水利局")
    with pytest.raises(changes.Refused):
        changes.check_ledger(action=action, remark="属实", by=make_member("reporter", water))
    with pytest.raises(changes.Refused, match="没有这一栏：check_remark"):
        changes.edit_ledger(action=action, check_remark="属实", by=make_member("reporter", water))
    changes.check_ledger(action=action, remark="属实", by=make_member("reviewer", water))
    assert LedgerEntry.objects.get().check_remark == "属实"


def test_a_column_that_is_too_long_is_refused_with_its_name(action, staff):
    with pytest.raises(changes.Refused, match="责任人"):
        changes.edit_ledger(action=action, officer="名" * 201, by=staff)
    assert not LedgerEntry.objects.exists()


def test_what_was_removed_keeps_its_columns_as_they_are(action, staff):
    changes.remove_action(action=action, reason="不是承诺", by=staff)
    with pytest.raises(changes.Refused, match="已经移除"):
        changes.edit_ledger(action=action, office="工程科", by=staff)


def test_a_letter_with_a_ledger_is_not_read_anew(staff):
    action = make_reply(published=False).actions.get()
    changes.edit_ledger(action=action, office="工程科", by=staff)
    assert Reply.objects.get(pk=action.reply_id).edited_at


def test_columns_are_filled_in_on_the_page_of_the_action(action, client):
    client.force_login(make_member("reporter", make_unit("青原县水利局")))
    address = reverse("admin:policies_action_change", args=[action.pk])
    page = client.get(address)
    assert "核查意见" not in page.content.decode()
    form_on(page, "edit_ledger").press(client, office="工程科", measures="先勘察")
    entry = LedgerEntry.objects.get(action=action)
    assert (entry.office, entry.measures) == ("工程科", "先勘察")
    client.force_login(make_member("reviewer", make_unit("青原县水利局")))
    form_on(client.get(address), "check_ledger").press(client, check_remark="属实")
    page = client.get(address).content.decode()
    assert "工程科" in page and "属实" in page
    history = client.get(reverse("admin:policies_ledgerentry_history", args=[entry.pk])).content.decode()
    assert "保存核查意见" in history and "属实" in history


def test_what_is_invented_goes_with_its_ledger(action, staff):
    changes.edit_ledger(action=action, office="工程科", by=staff)
    Place.objects.update(is_demo=True)
    remove_demo()
    assert not LedgerEntry.objects.exists() and not LedgerEntry.history.exists()
