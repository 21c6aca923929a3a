"""What was told of the columns of other ledgers: seen, renamed and deleted by the office whose it is, and used no more."""

import pytest
from django.urls import reverse

from policies import changes
from policies.exchange.ledger.mapping import drop_mapping, kept_for, rename_mapping
from policies.models import LedgerMapping
from tests.factories import make_member, make_staff, make_unit
from tests.forms import form_on
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LISTED = "/admin/policies/ledgermapping/"
COLUMNS = {"文号": "document_number", "原文": "quote", "承办科室": "office", "别的": ""}


@pytest.fixture
def clerk(db):
    return make_member("reporter", make_unit())


@pytest.fixture
def mapping(clerk) -> LedgerMapping:
    return kept(clerk, "我局")


def kept(by, name: str, unit=None) -> LedgerMapping:
    return LedgerMapping.objects.create(organisation=unit or make_unit(), name=name, columns=COLUMNS, made_by=by)


def page_of(mapping: LedgerMapping) -> str:
    return reverse("admin:policies_ledgermapping_change", args=[mapping.pk])


def test_it_is_seen_renamed_and_deleted(client, clerk, mapping):
    client.force_login(clerk)
    assert (
        "我局" in text_of(client.get(LISTED))
        and LISTED in client.get("/admin/policies/ledgerimport/add/").content.decode()
    )
    page = client.get(page_of(mapping))
    told = " ".join(text_of(page).split())
    assert "文号 答复文号" in told and "承办科室 责任科室" in told and "别的 （不用）" in told
    renamed = form_on(page, "rename_mapping").press(client, name=" 水利局台账 ")
    assert "已改名为“水利局台账”" in text_of(client.get(renamed["Location"]))
    assert kept_for(["文号", "原文"], clerk).name == "水利局台账"
    gone = form_on(client.get(page_of(mapping)), "drop_mapping").press(client)
    assert gone["Location"] == LISTED and "“水利局台账”已删除" in text_of(client.get(LISTED))
    assert kept_for(["文号", "原文"], clerk) is None and not LedgerMapping.objects.exists()


@pytest.mark.parametrize(("name", "why"), [("  ", "起个名称"), ("甲表", "已经有一种对应叫“甲表”"), ("长" * 61, "60")])
def test_a_name_that_will_not_do_is_refused_with_what_was_typed(client, clerk, mapping, name, why):
    kept(clerk, "甲表")
    kept(make_staff(), "甲表", make_unit("青原县教育局"))
    client.force_login(clerk)
    refused = form_on(client.get(page_of(mapping)), "rename_mapping").press(client, name=name)
    assert why in text_of(refused) and LedgerMapping.objects.get(pk=mapping.pk).name == "我局"


def test_the_same_name_is_another_offices_to_give(clerk, mapping):
    kept(make_staff(), "甲表", make_unit("青原县教育局"))
    assert rename_mapping(mapping=mapping, name="甲表", by=clerk).name == "甲表"


def test_another_offices_is_not_seen_and_not_touched(client, mapping):
    other = make_member("reviewer", make_unit("青原县教育局"), username="other")
    client.force_login(other)
    assert "我局" not in text_of(client.get(LISTED))
    assert client.get(page_of(mapping)).status_code == 302
    for change in (
        lambda: rename_mapping(mapping=mapping, name="改", by=other),
        lambda: drop_mapping(mapping=mapping, by=other),
    ):
        with pytest.raises(changes.Refused, match="没有这种对应"):
            change()
    assert LedgerMapping.objects.get().name == "我局"


def test_it_is_neither_added_nor_edited_as_a_row(client, mapping):
    client.force_login(make_staff())
    assert client.get(f"{LISTED}add/").status_code == 403
    assert client.post(page_of(mapping), {"name": "改", "columns": "{}"}).status_code == 400
    assert LedgerMapping.objects.get().columns == COLUMNS
