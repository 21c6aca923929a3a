"""Which categories are proposed for a letter without a 类, and that staff accept them by one press."""

import pytest

from policies.ingest.categories import propose_categories
from tests import factories
from tests.admin.test_operations import page


@pytest.fixture
def schools(staff):
    return factories.make_category("教育类")


@pytest.fixture
def roads(staff):
    return factories.make_category("城乡建设类")


def letter(title: str, *, unit: str = "青原县水利局", category=None, **fields):
    proposal = factories.make_proposal(title=title, category=category)
    return factories.make_reply(published=False, proposal=proposal, lead=factories.make_unit(unit), **fields)


def proposed(reply) -> list[str]:
    return [found.category.name for found in propose_categories(reply)]


def test_the_words_of_a_category_in_the_title(schools, roads):
    reply = letter("关于优化城区教育资源布局的建议")
    [found] = propose_categories(reply)
    assert (found.category, found.why) == (schools, "题目里有“教育”")


@pytest.mark.database
def test_a_title_like_one_that_the_unit_answered_before(schools, roads):
    letter("关于在老城区增设公共停车位的提案", category=roads)
    letter("关于扩大学前学位供给的提案", category=schools)
    [found] = propose_categories(letter("关于老城区公共停车位不足问题的建议"))
    assert found.category == roads
    assert found.why == "与本单位答复过的“关于在老城区增设公共停车位的提案”相近"


@pytest.mark.database
def test_what_a_unit_nearly_always_answers(schools, roads):
    for n in range(4):
        letter(f"关于第{n}小学操场的提案", category=schools)
    assert proposed(letter("关于延时服务的建议")) == ["教育类"]


def test_another_units_letters_say_nothing(schools):
    letter("关于增设停车位的提案", unit="青原县住建局", category=schools)
    assert proposed(letter("关于增设停车位的提案")) == []


def test_what_all_titles_share_is_no_likeness(roads):
    letter("关于进一步加强道路养护的提案", category=roads)
    letter("关于解决噪声问题的提案")
    assert proposed(letter("关于进一步加强校园食堂管理的提案")) == []


def test_staff_accept_it_by_one_press(client, staff, schools):
    client.force_login(staff)
    reply = letter("关于优化城区教育资源布局的建议", quotes=["新建学校1所", "扩建学校2所"])
    [(_found, offer)] = client.get(page(reply)).context["categories"]
    data = {"deed": offer.deed.name} | {field.html_name: [schools.pk] for field in offer.form.hidden_fields()}
    client.post(page(reply), data)
    assert {tuple(action.categories.all()) for action in reply.actions.all()} == {(schools,)}
    assert client.get(page(reply)).context["categories"] == []
