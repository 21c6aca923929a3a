"""Lists: what each filter finds, values that mean nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from policies import changes
from policies.models import Action, Partner, Proposal, Session
from policies.queries import counting, facets
from policies.queries.filters import find_actions
from tests.factories import make_action, make_category, make_place, make_reply, make_staff, make_unit, make_update
from tests.pages import ids_on, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def shelf(module_db):
    """Actions that differ in everything a filter asks for, by name."""
    today = timezone.localdate()
    top, other = make_category("农业水利类"), make_category("教育类")
    below = make_category("农田灌溉", parent=top)
    county = make_place("白河县")
    bureau = make_unit("白河县水利局", place=county)
    station = make_unit("白河县水利站", place=county, parent=bureau)
    demo = make_place("示例市", level="city", is_demo=True)
    made = {
        "plain": make_reply(category=top),
        "narrow": make_reply(category=below, due_on=today - timedelta(days=3)),
        "taught": make_reply(category=other, due_on=today + timedelta(days=20)),
        "loose": make_reply(due_on=today + timedelta(days=25)),
        "bureau": make_reply(place=county, lead=bureau, category=other, due_on=today + timedelta(days=60)),
        "station": make_reply(place=county, lead=station, due_on=today - timedelta(days=3)),
        "demo": make_reply(place=demo, lead=make_unit("示例市水务局", place=demo), category=top),
    }
    actions = {name: reply.actions.get() for name, reply in made.items()}
    twin = make_reply().actions.get()
    changes.merge_actions(action=twin, into=actions["plain"], by=make_staff())
    Partner.objects.create(action=actions["taught"], name=bureau.name, organisation=bureau)
    asked = actions["narrow"].reply.proposals.get()
    Proposal.objects.filter(pk=asked.pk).update(
        session=Session.objects.create(place=county, body="cppcc", term=3, number=2)
    )
    asked.proposers.create(name="王小河")
    make_update(actions["station"], "in_progress", today - timedelta(days=9))
    make_update(actions["taught"], "done", today - timedelta(days=9))
    make_update(actions["plain"], "ongoing", today - timedelta(days=300))
    Action.objects.filter(pk=actions["plain"].pk).update(last_published_at=timezone.now() - timedelta(days=300))
    Action.objects.filter(pk=actions["loose"].pk).update(strength="conditional")
    make_reply(published=False, category=top, due_on=today - timedelta(days=3))
    make_reply(withdrawn=True, category=top, due_on=today - timedelta(days=3))
    return actions


REAL = {"plain", "narrow", "taught", "loose", "bureau", "station"}


def day(away: int) -> str:
    return (timezone.localdate() + timedelta(days=away)).isoformat()


FOUND = [
    ({}, REAL),
    ({"demo": ["1"]}, {"demo"}),
    ({"category": ["农业水利类"]}, {"plain", "narrow"}),
    ({"category": ["农田灌溉"]}, {"narrow"}),
    ({"category": ["农田灌溉", "教育类"]}, {"narrow", "taught", "bureau"}),
    ({"category": ["none"]}, {"loose", "station"}),
    ({"category": ["none", "教育类"]}, {"loose", "station", "taught", "bureau"}),
    ({"status": ["unreported"]}, {"narrow", "loose", "bureau"}),
    ({"status": ["done", "in_progress"]}, {"taught", "station"}),
    ({"status": ["dropped"]}, set()),
    ({"organisation": ["白河县水利局"]}, {"bureau", "station"}),
    ({"organisation": ["白河县水利站"]}, {"station"}),
    ({"organisation": ["白河县水利站", "青原县水利局"]}, {"plain", "narrow", "taught", "loose", "station"}),
    ({"strength": ["conditional"]}, {"loose"}),
    ({"due": ["overdue"]}, {"station"}),
    ({"due": ["silent"]}, {"narrow"}),
    ({"due": ["30"]}, {"loose"}),
    ({"due": ["90"]}, {"loose", "bureau"}),
    ({"due": ["none"]}, {"plain"}),
    ({"due_after": [day(20)]}, {"taught", "loose", "bureau"}),
    ({"due_before": [day(20)]}, {"narrow", "taught", "station"}),
    ({"due_after": [day(-3)], "due_before": [day(-3)]}, {"narrow", "station"}),
    ({"updated_after": [day(0)]}, {"taught", "station"}),
    ({"updated_after": [day(1)]}, set()),
    ({"partner": ["白河县水利局"]}, {"taught"}),
    ({"partner": ["白河县水利站"]}, set()),
    ({"proposer": ["王小河"]}, {"narrow"}),
    ({"stale": ["1"]}, {"plain"}),
    ({"place": ["白河县"]}, {"bureau", "station"}),
    ({"category": ["教育类"], "status": ["done"], "organisation": ["青原县水利局"]}, {"taught"}),
    ({"category": ["农业水利类"], "demo": ["1"]}, {"demo"}),
    ({"status": [""], "due": [""], "category": ["", "农田灌溉"]}, {"narrow"}),
]


def test_a_filter_finds_what_it_says(shelf, client, subtests):
    for query, names in FOUND:
        with subtests.test(query=query):
            expected = {shelf[name].pk for name in names}
            response = client.get("/actions/", query)
            assert set(ids_on(response, "actions")) == expected
            assert len(ids_on(response, "actions")) == len(expected)
            assert f"{len(expected)} 条举措" in text_of(response)


def test_a_meeting_finds_the_actions_of_its_proposals(shelf, client):
    session = shelf["narrow"].reply.proposals.get().session
    page = client.get("/actions/", {"session": session.pk})
    assert ids_on(page, "actions") == [shelf["narrow"].pk]
    assert f"提出于{session}" in text_of(page)
    assert len(ids_on(client.get("/proposals/", {"session": session.pk, "proposer": "王小河"}), "proposals")) == 1


def test_a_letter_finds_its_actions(shelf, client):
    reply = shelf["narrow"].reply_id
    assert ids_on(client.get("/actions/", {"reply": reply}), "actions") == [shelf["narrow"].pk]


MEANINGLESS = [
    ("category", "没有这类"),
    ("category", "a\0b"),
    ("status", "finished"),
    ("organisation", "没有这个局"),
    ("strength", "strong"),
    ("due", "31"),
    ("stale", "yes"),
    ("reply", "x"),
    ("reply", "9" * 30),
    ("place", "县"),
    ("due_after", "2026-13-01"),
    ("due_before", "20260101"),
    ("updated_after", "yesterday"),
    ("proposer", "没有这个人"),
    ("partner", "没有这个局"),
    ("session", "0"),
    ("demo", "true"),
    ("order", "oldest"),
]


def test_a_value_that_means_nothing_finds_nothing_and_says_so(shelf, client, subtests):
    for name, value in MEANINGLESS:
        with subtests.test(name=name, value=value):
            assert list(find_actions({name: value}).qs) == []
            chinese, english = client.get("/actions/", {name: value}), client.get("/en/actions/", {name: value})
            assert (chinese.status_code, english.status_code) == (200, 200)
            assert ids_on(chinese, "actions") == ids_on(english, "actions") == []
            assert "无效" in text_of(chinese) and "去掉它" in text_of(chinese)
            assert "is not valid for" in text_of(english) and "Remove it" in text_of(english)


def test_one_wrong_value_among_right_ones_finds_nothing(shelf, client):
    response = client.get("/actions/", {"status": ["done", "finished"]})
    assert ids_on(response, "actions") == []
    assert 'href="?status=done"' in response.content.decode()  # the link that takes the wrong one away


def test_what_takes_one_value_takes_no_second(shelf, client):
    response = client.get("/actions/", {"due": ["overdue", "silent"]})
    assert ids_on(response, "actions") == [] and "无效" in text_of(response)


def test_of_unpublished_things_no_filter_knows(staff, client):
    reply = make_reply(published=False, lead=make_unit("暗处的局"), category=make_category("暗处类"))
    for query in ({"reply": reply.pk}, {"organisation": "暗处的局"}, {"category": "暗处类"}):
        assert "无效" in text_of(client.get("/actions/", query))


def counted(client, query) -> dict[tuple[str, str], str]:
    """Return the numbers of the form, by parameter and value."""
    page = client.get("/actions/", query)
    told = {(field.name, option.value): option.count for field in page.context["fields"] for option in field.options}
    return {key: count for key, count in told.items() if key[1]} | {("stale", "1"): page.context["stale_count"]}


@pytest.fixture(scope="module")
def found(shelf):
    """What a query finds; each is asked once for the whole module."""
    known: dict[str, set[int]] = {}

    def found(query) -> set[int]:
        written = str(sorted(query.items()))
        if written not in known:
            pks = list(find_actions(MultiValueDict(query)).qs.values_list("pk", flat=True))
            known[written] = set(pks)
            assert len(pks) == len(known[written])
        return known[written]

    return found


def _apart(query) -> list[dict]:
    """Return the query parameter by parameter, each beside what says of which list it is."""
    of = {name: values for name, values in query.items() if name in ("demo", "as_of")}
    return [of, *(of | {name: values} for name, values in query.items() if name not in of)]


def test_filters_narrow_one_another(found, subtests):
    """What is found under several is what is found under each: so choices need not be tried under all other filters."""
    for query in COUNTED:
        with subtests.test(query=query):
            assert found(query) == set.intersection(*map(found, _apart(query)))


def left_by(found, query, name: str, value: str) -> int:
    """Count what the list would hold with this choice alone in its field."""
    return len(set.intersection(*map(found, _apart({**query, name: [value]}))))


COUNTED = [*(query for query, _names in FOUND), {"q": ["年底前"]}, {"q": ["没有这句话"], "due": ["30"]}]


def test_beside_each_choice_stands_what_it_would_leave(found, client, subtests):
    for query in COUNTED:
        with subtests.test(query=query):
            told = counted(client, query)
            assert {"status", "due", "category", "organisation", "strength", "stale", "place"} <= {
                key[0] for key in told
            } or "demo" in query
            assert told == {key: str(left_by(found, query, *key)) for key in told}


def test_of_a_great_many_no_number_is_wrong(found, client, monkeypatch, subtests):
    monkeypatch.setattr(counting, "COUNTED_EXACTLY", 2)
    monkeypatch.setattr(facets, "COUNTED_EXACTLY", 2)
    exact = 0
    for query in COUNTED:
        with subtests.test(query=query):
            for (name, value), count in counted(client, query).items():
                right = left_by(found, query, name, value)
                exact += count == str(right)
                assert count == str(right) or not count or (count.endswith("+") and int(count[:-1]) <= right)
    assert exact > 500


def test_what_nothing_else_narrows_is_exact_however_many_there_are(found, client, monkeypatch):
    monkeypatch.setattr(facets, "COUNTED_EXACTLY", 5)
    monkeypatch.setattr(counting, "COUNTED_EXACTLY", 5)
    told = counted(client, {})
    exact = {
        key: str(left_by(found, {}, *key)) for key in told if key[0] not in ("place", "session") and key[1] != "none"
    }
    assert {key: told[key] for key in exact} == exact


@pytest.mark.parametrize(
    ("page", "told"), [("replies", "共 0 件答复"), ("proposals", "共 0 件"), ("organisations", "共 0 个单位")]
)
def test_a_wrong_value_is_not_counted_as_the_whole(shelf, client, page, told):
    assert told in text_of(client.get(f"/{page}/?place=无此地")) and told not in text_of(client.get(f"/{page}/"))


def test_a_wrong_value_gets_no_numbers(shelf, client):
    assert set(counted(client, {"status": "finished"}).values()) == {""}


def test_an_action_added_later_is_listed_when_published(shelf, client, staff):
    reply = shelf["plain"].reply
    make_action(reply.commitments.get(), "现答复如下", lead=shelf["plain"].lead)
    assert len(ids_on(client.get("/actions/"), "actions")) == len(REAL)


@pytest.mark.parametrize(
    ("page", "name", "called"),
    [("replies", "session", "会议"), ("organisations", "due_after", "期限不早于")],
)
def test_a_promised_parameter_that_a_list_does_not_know_finds_nothing(db, client, page, name, called):
    make_reply()
    answer = client.get(f"/{page}/?{name}=2026-01-01")
    assert answer.context["listing"].page.items == []
    assert f"“{called}”里的“2026-01-01”无效" in answer.content.decode()


@pytest.mark.parametrize("address", ["/organisations/%00/", "/categories/a%00b/", "/en/organisations/%00/"])
def test_an_address_with_nul_is_an_address_of_nothing(db, client, address):
    assert client.get(address).status_code == 404


def test_the_other_language_is_never_another_host(db, client):
    for address in ("/en//example.org/", "//example.org/"):
        assert 'href="//' not in client.get(address).content.decode()
