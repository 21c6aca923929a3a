"""Two at once in registers and in the form for many: told field by field, as on the other pages."""

from datetime import date

from django.urls import reverse

from policies.models import Action, Category, DeadlineChange, Organisation
from tests import factories
from tests.admin.edit_conflicts.desks import page, reread
from tests.forms import form_on, forms_on
from tests.pages import text_of


def form_of(answer):
    return next(form for form in forms_on(answer) if "name" in form.fields)


def test_a_register_tells_whoever_saves_second(keepers, unit):
    mine, theirs = (form_of(desk.get(page(unit))) for desk in keepers)
    theirs.press(keepers[1], name="青原县水务局")
    answer = mine.press(keepers[0], name="青原县水利水电局")
    assert "钱四于" in text_of(answer)
    assert "把“名称”由“青原县水利局”改为“青原县水务局”。您填的是“青原县水利水电局”。" in text_of(answer)
    assert reread(unit).name == "青原县水务局"
    kept = form_of(answer)
    assert kept.fields["name"] == ["青原县水利水电局"]
    assert kept.press(keepers[0]).status_code == 302
    assert reread(unit).name == "青原县水利水电局"


def test_what_was_not_touched_in_a_register_follows_the_other(keepers, db):
    top, low = factories.make_category("农业类"), factories.make_category("水利类")
    mine, theirs = (form_of(desk.get(page(low))) for desk in keepers)
    theirs.press(keepers[1], parent=str(top.pk))
    assert mine.press(keepers[0], name="节水类").status_code == 302
    low = Category.objects.get(pk=low.pk)
    assert (low.name, low.parent) == ("节水类", top)


def test_the_rows_below_a_register_are_compared_too(keepers, unit):
    name = unit.names.create(name="县水利局")
    mine, theirs = (form_of(desk.get(page(unit))) for desk in keepers)
    theirs.press(keepers[1], **{"names-0-name": "县水务局"})
    answer = mine.press(keepers[0], **{"names-0-name": "水利局"})
    assert "由“县水利局”改为“县水务局”。您填的是“水利局”。" in text_of(answer)
    assert reread(name).name == "县水务局"
    taken = form_of(answer)
    assert taken.press(keepers[0], ("theirs", "names-0-name"), name="青原县水务局").status_code == 302
    assert (reread(name).name, reread(unit).name) == ("县水务局", "青原县水务局")


def test_a_row_is_added_beside_what_the_other_wrote(keepers, unit):
    mine, theirs = (form_of(desk.get(page(unit))) for desk in keepers)
    theirs.press(keepers[1], name="青原县水务局")
    assert mine.press(keepers[0], **{"names-0-name": "县水利局"}).status_code == 302
    unit = Organisation.objects.get(pk=unit.pk)
    assert (unit.name, unit.names.get().name) == ("青原县水务局", "县水利局")


def test_many_are_looked_at_again_where_one_changed(one, two, unit):
    actions = list(factories.make_reply(lead=unit, actions=3, due_on=date(2026, 6, 30)).actions.order_by("pk"))
    ticked = {"action": "revise_deadline", "_selected_action": [action.pk for action in actions]}

    def form(answer):
        return next(each for each in forms_on(answer) if each.fields.get("action") == ["revise_deadline"])

    asked = form(one.post(reverse("admin:policies_action_changelist"), ticked))
    preview = form(asked.press(one, ("step", "preview"), due_on="2027-06-30", reason="缺材料。"))
    form_on(two.get(page(actions[1])), "revise_deadline").press(two, due_on="2026-12-31", reason="工期顺延。")
    answer = preview.press(one, ("step", "save"))
    told = f"李二于 {{}}把“第 {actions[1].pk} 号举措”由“2026-06-30”改为“2026-12-31”。".split("{}")
    assert all(words in text_of(answer) for words in told)
    assert DeadlineChange.objects.count() == 1
    assert form(answer).press(one, ("step", "save")).status_code == 302
    assert {action.due_on for action in Action.objects.all()} == {date(2027, 6, 30)}
