"""The search of everything, and the box in the head of every page."""

import pytest

from policies.queries import counting
from policies.queries.paging import ranked
from tests.factories import make_place, make_proposal, make_reply, make_unit
from tests.pages import ids_on, stray_chinese, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KINDS = ("actions", "replies", "proposals")


@pytest.fixture(scope="module")
def shelf(module_db):
    samr = make_unit("青原县市场监管局")
    proposal = make_proposal(title="关于质量强国建设的提案", number="04847")
    letter = make_reply(
        proposal=proposal,
        lead=samr,
        quotes=["推进质量强国建设将于年底前完成"],
        document_number="国市监提〔2022〕168号",
    )
    make_reply(quotes=["扩建小学将于年底前完成"], lead=make_unit("青原县教育局"))
    make_reply(quotes=["质量提升将于年底前完成"], published=False)
    city = make_place("示例市", level="city", is_demo=True)
    make_reply(place=city, lead=make_unit("示例市质量局", place=city), quotes=["质量演示将于年底前完成"])
    return {"letter": letter, "proposal": proposal, "action": letter.actions.get(), "unit": samr}


def hits(response) -> dict[str, str]:
    return {each.kind.route: each.total for each in response.context["hits"]}


@pytest.mark.parametrize("words", ["国市监提〔2022〕168号", "国市监提[2022]168", "04847", "4847", "質量強國"])
def test_numbers_and_words_find_their_letter_proposal_and_action(shelf, client, words):
    page = client.get("/search/", {"q": words})
    assert [ids_on(page, kind) for kind in KINDS] == [
        [shelf["action"].pk],
        [shelf["letter"].pk],
        [shelf["proposal"].pk],
    ]
    assert "<mark>" in page.content.decode()


def test_the_numbers_and_the_ways_to_the_lists(shelf, client):
    page = client.get("/search/?q=市场监管 -教育")
    assert hits(page) == {"action_list": "0", "reply_list": "1", "proposal_list": "0", "organisation_list": "1"}
    lists = [each.address for each in page.context["hits"]]
    assert lists[3].startswith("/organisations/?q=")
    assert [client.get(address).context["total"] for address in lists[1:]] == ["1", "0", "1"]
    assert [unit.pk for unit in page.context["hits"][3].items] == [shelf["unit"].pk]


def test_the_invented_place_is_found_only_where_it_is_meant(shelf, client):
    assert "演示将于" not in text_of(client.get("/search/?q=质量"))
    demo = client.get("/search/?q=质量&demo=1")
    assert "演示将于" in text_of(demo) and hits(demo)["action_list"] == "1"
    assert all("demo=1" in each.address for each in demo.context["hits"])


def test_more_than_a_thousand_are_counted_no_further(shelf, client, monkeypatch):
    monkeypatch.setattr(ranked, "MOST_RANKED", 1)
    monkeypatch.setattr(counting, "COUNTED_EXACTLY", 1)
    assert hits(client.get("/search/?q=年底前"))["action_list"] == "1+"


@pytest.mark.parametrize(("words", "told"), [("没有这句话", "没有找到"), ("", "可以这样找"), ("水" * 101, "最多 100 个字"),
                                             ('"', "无效")])  # fmt: skip
def test_what_finds_nothing_says_so_and_what_to_try(shelf, client, words, told):
    page = client.get("/search/", {"q": words})
    assert page.status_code == 200 and told in text_of(page)
    assert stray_chinese(client.get("/en/search/", {"q": words})) == []
    assert 'name="robots" content="noindex' in page.content.decode()


def test_a_filter_that_the_search_does_not_know_is_not_obeyed_in_silence(shelf, client):
    page = client.get("/search/?q=质量&status=done")
    assert page.context["hits"] == [] and "无效" in text_of(page)


@pytest.mark.parametrize("address", ["/", "/about/", "/actions/", "/en/actions/", "/en/nope/", "/search/?q=质量"])
def test_every_page_has_the_box_in_its_head(shelf, client, address):
    html = client.get(address).content.decode()
    assert html.count('class="finder"') == 1
    root = "/en/" if address.startswith("/en/") else "/"
    assert f'action="{root}search/"' in html


def test_beside_each_kind_of_proposal_stands_how_many_there_are(shelf, client):
    def counts(query):
        return {choice.label: choice.count for choice in client.get(f"/proposals/?{query}").context["kinds"]}

    assert counts("") == {"提案": "2", "建议": "0", "议案": "0"}
    assert counts("q=质量强国&kind=bill") == {"提案": "1", "建议": "0", "议案": "0"}


@pytest.mark.parametrize("page", ["proposals", "organisations"])
def test_the_lists_of_proposals_and_units_take_words_and_say_so(shelf, client, page):
    found, nothing = client.get(f"/{page}/?q=质量强国 -小学"), client.get(f"/{page}/?q=没有这句话")
    assert found.context["total"] == {"proposals": "1", "organisations": "0"}[page]
    assert 'value="质量强国 -小学"' in found.content.decode()
    assert "没有符合这些条件的" in text_of(nothing)
    assert "100" in text_of(client.get(f"/{page}/", {"q": "水" * 101}))
