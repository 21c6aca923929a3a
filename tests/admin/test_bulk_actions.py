"""Many at once: actions ticked in the list, one form, a preview of each, and all of them or none."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from policies import changes
from policies.models import Action, DeadlineChange, Evidence, State, Update
from tests import factories, sample_files

LIST = "admin:policies_action_changelist"
TODAY = timezone.localdate


@pytest.fixture(scope="module", autouse=True)
def letter(module_db) -> int:
    return factories.make_reply(actions=3).pk


@pytest.fixture
def unit(letter, db):
    return factories.make_unit("青原县水利局")


@pytest.fixture
def actions(letter, db):
    return list(Action.objects.filter(reply=letter).order_by("pk"))


@pytest.fixture
def desk(client, unit):
    client.force_login(factories.make_member("reporter", unit))
    return client


@pytest.fixture
def reviewers_desk(client, unit):
    client.force_login(factories.make_member("reviewer", unit))
    return client


def tick(desk, deed, actions, step="", **fields):
    """Send the list, or the form that follows it, as the browser does: before it saves, it has shown a preview."""
    if step == "save" and "previewed" not in fields:
        preview = tick(desk, deed, actions, "preview", **fields)
        fields["previewed"] = preview.context["previewed"] if preview.context else ""
    asked = {"action": deed, "_selected_action": [action.pk for action in actions]}
    return desk.post(reverse(LIST), asked | ({"step": step} if step else {}) | fields)


def report(**fields) -> dict:
    link = {"evidence-kind": "link", "evidence-url": "https://example.org/news/1", "evidence-title": "开工的消息"}
    return {"status": "in_progress", "happened_on": TODAY().isoformat(), "reason": "都已开工。"} | link | fields


def carried(answer) -> dict:
    """What the preview holds hidden in place of the evidence that was handed in."""
    stored = re.search(r'name="evidence-stored" value="([^"]+)"', answer.content.decode())
    return {"evidence-stored": stored[1]} | (
        {"previewed": answer.context["previewed"]} if answer.context["ready"] else {}
    )


def test_one_form_reports_on_all_with_one_piece_of_evidence(desk, actions):
    asked = tick(desk, "record_update", actions)
    assert [row[0] for row in asked.context["rows"]] == actions
    preview = tick(desk, "record_update", actions, "preview", **report())
    assert preview.context["ready"], preview.context["rows"]
    assert [(before, after, why) for _action, before, after, why in preview.context["rows"]] == [
        ("尚未反馈", "推进中", "")
    ] * 3
    assert not Update.objects.exists()
    typed = report()
    answer = tick(desk, "record_update", actions, "save", **typed, **carried(preview))
    assert answer.status_code == 302
    updates = list(Update.objects.order_by("action"))
    assert [(update.action, update.state, update.reason) for update in updates] == [
        (action, State.SUBMITTED, "都已开工。") for action in actions
    ]
    piece = Evidence.objects.get()
    assert list(piece.updates.order_by("action")) == updates


def test_what_no_preview_showed_is_not_saved(desk, actions):
    preview = tick(desk, "record_update", actions, "preview", **report())
    answer = tick(desk, "record_update", actions, "save", **report(status="done"), **carried(preview))
    assert not Update.objects.exists()
    assert "填写的内容改过了，还没有保存；请再看一遍。" in answer.content.decode()
    assert [after for _action, _before, after, _why in answer.context["rows"]] == ["已完成"] * 3
    tick(desk, "record_update", actions[:2], "save", **report(status="done"), **carried(answer))
    assert Update.objects.filter(status="done").count() == 2  # one was ticked off in the preview


def test_a_reason_that_holds_for_all_is_said_once(desk, actions):
    piece = {"evidence-kind": "link", "evidence-url": "", "evidence-title": ""}
    answer = tick(desk, "record_update", actions, "preview", **report(**piece))
    assert answer.content.decode().count(answer.context["shared"]) == 1 and answer.context["shared"]


def test_a_file_handed_in_once_is_kept_from_the_preview_to_the_saving(desk, actions):
    file = SimpleUploadedFile("纪要.pdf", sample_files.pdf(), "application/pdf")
    fields = report() | {"evidence-kind": "file", "evidence-file": file, "evidence-url": ""}
    preview = tick(desk, "record_update", actions, "preview", **fields)
    assert "已收到文件“纪要.pdf”" in preview.content.decode()
    typed = report(**{"evidence-kind": "file", "evidence-url": ""})
    tick(desk, "record_update", actions, "save", **typed, **carried(preview))
    piece = Evidence.objects.get()
    assert (piece.kind, piece.updates.count(), len(piece.sha256)) == ("file", 3, 64)


def test_a_file_is_kept_when_something_else_is_wrong(desk, actions):
    file = {"evidence-kind": "file", "evidence-url": ""}
    sent = file | {"evidence-file": SimpleUploadedFile("纪要.pdf", sample_files.pdf())}
    answer = tick(desk, "record_update", actions, "preview", **report(happened_on="2999-01-01", **sent))
    assert not answer.context["ready"]
    tick(desk, "record_update", actions, "save", **report(**file), **carried(answer))
    assert (Evidence.objects.count(), Evidence.objects.get().updates.count()) == (1, 3)


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(desk, actions):
    answer = tick(
        desk, "record_update", actions, "preview", **report(happened_on="2999-01-01", **{"evidence-url": "x"})
    )
    page = answer.content.decode()
    assert "都已开工。" in page and 'value="2999-01-01"' in page
    assert answer.context["form"].row.errors
    assert not Evidence.objects.exists() and not Update.objects.exists()


def test_one_that_cannot_be_changed_is_named_and_nothing_is_saved(desk, actions, unit):
    other = factories.make_reply(lead=unit, published=False).actions.get()  # nobody confirmed its letter yet
    ticked = [*actions, other]
    preview = tick(desk, "record_update", ticked, "preview", **report())
    assert (preview.context["ready"], preview.context["n_refused"]) == (False, 1)
    assert [bool(why) for *_rest, why in preview.context["rows"]] == [False, False, False, True]
    assert "还没有确认" in preview.content.decode()
    typed = report()
    answer = tick(desk, "record_update", ticked, "save", **typed, **carried(preview))
    assert answer.context["n_refused"] == 1
    assert not Update.objects.exists()


def test_evidence_kept_by_another_is_not_taken_over(desk, actions, unit, client):
    preview = tick(desk, "record_update", actions, "preview", **report())
    client.force_login(factories.make_member("reporter", unit, username="another"))
    typed = report()
    answer = tick(client, "record_update", actions, "save", **typed, **carried(preview))
    assert "刚才的佐证已经不在了" in answer.content.decode()
    assert not Update.objects.exists()


def test_actions_of_another_unit_are_not_even_named(desk, actions):
    others = list(factories.make_reply(lead=factories.make_unit("青原县教育局"), actions=2).actions.all())
    preview = tick(desk, "record_update", [*actions, *others], "preview", **report())
    assert [row[0] for row in preview.context["rows"]] == actions
    tick(desk, "record_update", others, "save", **report())
    assert not Update.objects.exists()


def test_a_reporter_is_not_offered_what_reviewers_sign_for(desk, actions):
    offered = dict(desk.get(reverse(LIST)).context["cl"].model_admin.get_actions(desk.get(reverse(LIST)).wsgi_request))
    assert set(offered) == {"record_update", "assign_lead", "edit_action"}
    tick(desk, "revise_deadline", actions, "save", due_on="2027-01-01", reason="工期顺延。")
    assert not DeadlineChange.objects.exists()


def test_deadlines_move_together_with_their_reason(reviewers_desk, actions):
    before = {action.pk: action.due_on for action in actions}
    fields = {"due_on": "2027-01-01", "reason": "工期顺延。"}
    preview = tick(reviewers_desk, "revise_deadline", actions, "preview", **fields)
    assert [after for _action, _before, after, _why in preview.context["rows"]] == ["2027-01-01"] * 3
    assert {action.pk: action.due_on for action in Action.objects.all()} == before
    tick(reviewers_desk, "revise_deadline", actions, "save", **fields)
    assert {action.due_on.isoformat() for action in Action.objects.all()} == {"2027-01-01"}
    assert DeadlineChange.objects.filter(reason="工期顺延。").count() == 3


def test_a_deadline_without_a_reason_is_refused_for_all(reviewers_desk, actions):
    preview = tick(reviewers_desk, "revise_deadline", actions, "preview", due_on="2027-01-01", reason="")
    assert preview.context["n_refused"] == 3
    assert not DeadlineChange.objects.exists()


def test_categories_are_added_or_put_in_the_place_of_others(reviewers_desk, unit):
    old, new = factories.make_category("农业水利类"), factories.make_category("商贸监管类")
    actions = list(factories.make_reply(lead=unit, actions=2, category=old).actions.all())
    pks = [action.pk for action in actions]
    tick(reviewers_desk, "edit_action", actions, "save", categories=[new.pk], instead="")
    assert [set(action.categories.all()) for action in Action.objects.filter(pk__in=pks)] == [{old, new}] * 2
    preview = tick(reviewers_desk, "edit_action", actions, "preview", categories=[new.pk], instead="1")
    assert [after for *_row, after, _why in preview.context["rows"]] == ["商贸监管类"] * 2
    tick(reviewers_desk, "edit_action", actions, "save", categories=[new.pk], instead="1")
    assert [set(action.categories.all()) for action in Action.objects.filter(pk__in=pks)] == [{new}] * 2


def test_a_lead_is_named_for_all(reviewers_desk, actions, unit):
    below = factories.make_unit("青原县河道管理所", parent=unit)
    tick(reviewers_desk, "assign_lead", actions, "save", organisation=below.name)
    assert {action.lead for action in Action.objects.all()} == {below}


def test_more_than_a_browser_waits_for_is_refused(desk, unit, monkeypatch):
    monkeypatch.setattr(changes, "MOST_AT_ONCE", 2)
    actions = list(factories.make_reply(lead=unit, actions=3).actions.all())
    answer = tick(desk, "record_update", actions)
    assert answer.status_code == 302
    assert "一次最多 2 条" in desk.get(reverse(LIST)).content.decode()


def test_the_change_itself_is_whole_or_not_at_all(unit, actions):
    by = factories.make_member("reporter", unit)
    asked = {"status": "stalled", "happened_on": TODAY() - timedelta(days=1), "reason": "等图纸。"}
    changes.record_update(action=actions[1], by=by, **asked)
    with pytest.raises(changes.RefusedSome) as refused:
        changes.change_many(actions=actions, make=changes.record_update, by=by, **asked)
    assert list(refused.value.why) == [actions[1].pk]
    assert f"第 {actions[1].pk} 号" in str(refused.value)
    assert Update.objects.count() == 1
    assert changes.try_many(actions=actions[:1], make=changes.record_update, by=by, **asked) == {}
    assert Update.objects.count() == 1
    with pytest.raises(changes.Refused, match="没有选中"):
        changes.change_many(actions=[], make=changes.record_update, by=by, **asked)
