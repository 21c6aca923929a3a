"""The page of statistics: its figures are those of the lists, each picture draws its table, and the file says the same."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.conf import settings
from django.http import QueryDict
from lxml import html

from policies import changes
from policies.models import Action, Reply, Status
from policies.models.status import UNSETTLED
from policies.public.svg_charts import stacked
from policies.queries import charts
from policies.queries.charts import AGES
from policies.queries.filters import find_actions
from tests.factories import make_category, make_place, make_reply, make_unit, make_update
from tests.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

TODAY = date(2026, 3, 20)
NAMES = ["status-by-month", "deadlines", "ages", "units"]


@pytest.fixture(scope="module")
def shelf(module_db):
    """Letters published in three months, some reported on later; an invented place beside them."""
    schools, demo = make_category("教育类"), make_place("示例市", level="city", is_demo=True)
    for month, due_on, category in ((1, date(2026, 2, 10), schools), (2, date(2026, 5, 3), None), (3, None, schools)):
        with time_machine.travel(date(2026, month, 10), tick=False):
            make_reply(due_on=due_on, category=category, issued_on=date(2025, month, 1), actions=2)
    with time_machine.travel(date(2026, 1, 5), tick=False):
        make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), due_on=date(2026, 4, 1))
    with time_machine.travel(date(2026, 2, 20), tick=False):
        make_update(Action.objects.order_by("pk")[0], "done", date(2026, 2, 15))
    with time_machine.travel(date(2026, 3, 15), tick=False):
        make_update(Action.objects.order_by("pk")[2], "stalled", date(2026, 3, 12))


@pytest.fixture(autouse=True)
def _on_a_day_of_march():
    with time_machine.travel(TODAY, tick=False):
        yield


def asked(query: str = ""):
    return find_actions(QueryDict(query))


def test_the_statuses_of_each_month_are_those_of_its_end(shelf):
    told = charts.status_by_month(asked())
    assert told.keys == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    numbers = [{str(status): n for status, n in row.items() if n} for row in told.rows]
    assert numbers == [{"unreported": 2}, {"unreported": 3, "done": 1}, {"unreported": 4, "done": 1, "stalled": 1}]


def test_each_figure_counts_what_the_list_holds(shelf):
    for query in ("", "category=教育类", "organisation=青原县水利局", "demo=1", "as_of=2026-02-28"):
        found = asked(query)
        last = charts.status_by_month(found).rows[-1]
        assert sum(last.values()) == found.qs.count()
        open_ones = found.qs.filter_dated(status__in=[status.value for status in UNSETTLED])
        assert charts.deadlines_ahead(found).total == open_ones.count()
        waiting = found.qs.filter_dated(status__in=[status.value for status in charts.WAITING])
        assert charts.ages(found).total == waiting.count()


def test_deadlines_and_ages_stand_in_their_months(shelf):
    told = charts.deadlines_ahead(asked())
    by_key = {key: sum(row.values()) for key, row in zip(told.keys, told.rows, strict=True)}
    # One of the two of February is done.
    assert (by_key["past"], by_key[date(2026, 5, 1)], by_key["none"], by_key["later"]) == (1, 2, 2, 0)
    told = charts.ages(asked())
    by_key = {key: sum(row.values()) for key, row in zip(told.keys, told.rows, strict=True)}
    assert (by_key[AGES[1]], by_key[AGES[2]]) == (0, 5)  # letters of January, February and March of last year
    then = charts.ages(asked("as_of=2026-02-28"))
    assert [sum(row.values()) for row in then.rows][1:3] == [0, 3]


@pytest.mark.parametrize(
    "query", ["", "?category=教育类", "?organisation=青原县水利局", "?demo=1", "?as_of=2026-02-28"]
)
def test_a_picture_draws_its_table_and_nothing_else_styles_it(shelf, client, query):
    answer = client.get(f"/statistics/{query}")
    page = html.fromstring(answer.content)
    sections = page.xpath("//section[.//figure]")
    assert len(sections) == 3
    for section in sections:
        rows = section.xpath(".//tbody/tr")
        table = {row.xpath("string(th)"): [int(n) for n in row.xpath("td/text()")] for row in rows}
        assert all(sum(numbers[:-1]) == numbers[-1] for numbers in table.values())
        drawn = {}
        for piece in section.xpath(".//*[local-name()='rect']/*[local-name()='title']/text()"):
            label, n = piece.rsplit(" ", 1)[0].rsplit(" ", 1)[0], int(piece.rsplit(" ", 1)[1])
            drawn[label] = drawn.get(label, 0) + n
        assert bool(drawn) != ("一条举措也没有" in section.text_content())
        assert all(table[label][-1] == n for label, n in drawn.items())
    assert not page.xpath("//figure//*[@style or local-name()='style' or local-name()='script']")


def test_what_cannot_be_told_is_said(shelf, client):
    for query in ("status=done", "category=教育类&organisation=青原县水利局", "due=overdue"):
        assert "统计只能按一个类别或一个单位来看" in text_of(client.get(f"/statistics/?{query}"))
    assert "can be narrowed to one" in text_of(client.get("/en/statistics/?status=done"))
    assert "“没有的”" in text_of(client.get("/statistics/?category=没有的"))


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_the_figures_say_in_codes(shelf, client, name):
    answer = client.get(f"/statistics/{name}.csv")
    assert (
        answer["Content-Type"] == "text/csv; charset=utf-8"
        and f'filename="{name}.csv"' in answer["Content-Disposition"]
    )
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(StringIO(text[1:])))
    counted = sum(int(row.get("unreported", 0)) for row in rows)
    expected = {"status-by-month": 2 + 3 + 4, "deadlines": 4, "ages": 4, "units": 4}
    assert counted == expected[name]
    if name == "deadlines":
        assert [row["month"] for row in rows][:2] == ["past", "2026-03"]


def test_the_files_are_told_as_data(shelf, client):
    told = [json.loads(each) for each in html.fromstring(client.get("/statistics/").content).xpath("//script/text()")]
    [data] = [each for each in told if each["@type"] == "Dataset"]
    paths = [each["contentUrl"].removeprefix(settings.SITE_URL) for each in data["distribution"]]
    assert len(paths) == 3 and all(client.get(path).status_code == 200 for path in paths)
    assert "Dataset" not in client.get("/statistics/?demo=1").content.decode()


def test_a_file_of_the_invented_place_is_named_so(shelf, client):
    assert "units-demo.csv" in client.get("/statistics/units.csv?demo=1")["Content-Disposition"]


@pytest.mark.parametrize("query", ["category=没有的", "as_of=2099-01-01", "demo=2"])
@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_value_gets_a_sentence_and_no_file(db, client, name, query):
    answer = client.get(f"/statistics/{name}.csv?{query}")
    assert answer.status_code == 400 and "无效" in answer.content.decode()


def test_other_files_there_are_none(shelf, client):
    assert client.get("/statistics/nothing.csv").status_code == 404
    assert client.get("/statistics/ages.csv?status=done").status_code == 404


def test_a_letter_that_is_withdrawn_leaves_no_month(shelf, client, staff):
    changes.withdraw_reply(reply=Reply.objects.order_by("pk").first(), reason="发错。", by=staff)
    told = charts.status_by_month(asked())
    assert [sum(row.values()) for row in told.rows] == [2, 4]
    assert told.keys[0] == date(2026, 2, 1)


def test_due_soon_is_what_is_still_open_in_list_choice_and_picture(db, client):
    with time_machine.travel(date(2026, 1, 5), tick=False):
        letter = make_reply(lead=make_unit("青原县档案局"), due_on=date(2026, 4, 1), actions=len(Status))
    actions = list(letter.actions.order_by("pk"))
    for action, status in zip(actions, Status, strict=True):
        if status != Status.UNREPORTED:
            make_update(action, status, date(2026, 3, 1))
    for then, still_open in (("", 4), ("&as_of=2026-02-28", 6)):
        query = f"organisation=青原县档案局{then}"
        found = asked(f"due=90&{query}")
        page = client.get(f"/actions/?due=90&{query}").context
        [due] = [field for field in page["fields"] if field.name == "due"]
        beside = {option.value: option.count for option in due.options}
        told = charts.deadlines_ahead(asked(query))
        ahead = dict(zip(told.keys, (sum(row.values()) for row in told.rows), strict=True))
        assert found.qs.count() == ahead[date(2026, 4, 1)] == int(beside["90"]) == still_open
        assert "90 天内到期，还未了结" in page["sentence"]


def test_an_axis_counts_in_whole_numbers_and_a_picture_of_nothing_is_a_sentence(db, client):
    with time_machine.travel(date(2026, 1, 5), tick=False):
        make_reply(lead=make_unit("青原县统计局"), issued_on=date(2025, 12, 1))
    page = html.fromstring(client.get("/statistics/?organisation=青原县统计局").content)
    deadlines = page.xpath("//section[@id='deadlines']")[0]
    assert "一条举措也没有" in deadlines.text_content() and not deadlines.xpath(".//figure//*[local-name()='svg']")
    assert "没有能换算成日期的期限的 1 条" in deadlines.text_content() and deadlines.xpath(".//tbody/tr")
    for n in (1, 2, 3, 7, 15, 32, 1234):
        axis = html.fromstring(str(stacked(["甲", "乙"], [("done", "已完成", [n, 0])])))
        steps = axis.xpath(".//*[contains(@class, 'axis y')]//text()")
        assert 2 <= len(steps) <= 7 and all(step.isdigit() for step in steps), (n, steps)


def test_a_wide_picture_has_its_scale_at_both_ends_and_a_narrow_one_at_its_beginning():
    for columns, times in ((7, 1), (8, 2)):
        numbers = [n + 1 for n in range(columns)]
        drawn = html.fromstring(str(stacked([str(n) for n in numbers], [("done", "已完成", numbers)])))
        scales = [line.xpath("./text/text()") for line in drawn.xpath(".//g[@class='axis y']/g")]
        assert len(scales) > 2 and all(len(scale) == times and len(set(scale)) == 1 for scale in scales)


def test_figures_of_what_has_no_category_say_so(shelf, client):
    page = client.get("/statistics/?category=none")
    assert page.status_code == 200 and "统计：没有类别" in text_of(page)
