"""The best first: where the words stand, then how often, then the newest; the same on both databases, and paged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from policies.derived import reindex_units
from policies.models import Action
from policies.queries.filters import find_actions, find_organisations, find_proposals, find_replies
from policies.queries.paging import BadCursor, cursor, paginate, ranked
from policies.search import ACTIONS
from policies.search import lookup as sought
from policies.search.ranking import score
from tests.factories import make_category, make_proposal, make_reply, make_unit
from tests.pages import ids_on, link, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def shelf(module_db):
    """Letters about 养老 in different places, oldest first."""
    title = "关于养老服务的提案"
    return {
        "asked": make_reply(proposal=make_proposal(title=title), quotes=["加强培训将于年底前完成"], title="答复一"),
        "often": make_reply(quotes=["养老院、养老站、养老床位将于年底前完成"], title="答复二"),
        "once": make_reply(quotes=["养老院将于年底前完成"], title="关于养老的答复"),
        "both": make_reply(quotes=["养老院和医保将于年底前完成"], title="答复三"),
        "none": make_reply(quotes=["修建水渠将于年底前完成"]),
    }


def names(shelf, found, *, of=lambda reply: reply.actions.get().pk) -> list[str]:
    known = {of(reply): name for name, reply in shelf.items()}
    return [known[row.pk] for row in paginate(found.rows, found.order).items]


def test_a_score_counts_the_place_before_the_number_of_times():
    assert score("养老\n养老养老", (0, 1), ["养老"]) == 10_003
    assert score("医保\n" + "养老" * 20_000, (0, 1), ["养老"]) == 9_999
    assert score("题\n号\n养老", (0, -1), ["养老"]) == 1 and score("养老", (0, -1), ["养老"]) == 1
    assert score("养老\n医保", (0, 1), []) == 0


def test_actions_stand_by_their_own_words_first(shelf):
    assert names(shelf, find_actions(QueryDict("q=养老"))) == ["often", "both", "once", "asked"]
    assert names(shelf, find_actions(QueryDict("q=养老&order=newest"))) == ["both", "once", "often", "asked"]
    assert names(shelf, find_actions(QueryDict("q=-养老"))) == ["none"]


def test_letters_and_proposals_stand_by_their_titles_first(shelf):
    letters = find_replies(QueryDict("q=养老"))
    assert names(shelf, letters, of=lambda reply: reply.pk)[:2] == ["once", "asked"]
    proposals = find_proposals(QueryDict("q=养老"))
    assert names(shelf, proposals, of=lambda reply: reply.proposals.get().pk) == ["asked"]


def test_units_stand_by_the_name_of_today_first(db):
    old, new = make_unit("青原县民政局"), make_unit("青原县养老局")
    make_reply(lead=old), make_reply(lead=old), make_reply(lead=new)
    old.names.create(name="青原县养老办公室")
    reindex_units([old.pk])
    found = find_organisations(QueryDict("q=养老"))
    assert [unit.pk for unit in paginate(found.rows, found.order).items] == [new.pk, old.pk]


def test_pages_hold_each_once_and_go_back(shelf, client):
    found = find_actions(QueryDict("q=养老"))
    whole = [row.pk for row in paginate(found.rows, found.order).items]
    seen, behind = [], ""
    while True:
        page = paginate(found.rows, found.order, behind, size=1)
        seen += [row.pk for row in page.items]
        if not page.next:
            break
        behind = page.next
    assert seen == whole and len(set(seen)) == 4
    back = [page.items[0].pk]
    while page.previous:
        page = paginate(found.rows, found.order, page.previous, size=1)
        back.append(page.items[0].pk)
    assert back == whole[::-1]


def test_what_holds_the_words_is_not_sought_again_for_another_page(shelf):
    """Who narrows the list by more than the words still gets no other row."""
    found = find_actions(QueryDict("q=养老&organisation=青原县水利局"))
    first = paginate(found.rows, found.order, size=2)
    with CaptureQueriesContext(connection) as asked:
        second = paginate(found.rows, found.order, first.next, size=2)
    [fetched] = [each["sql"] for each in asked.captured_queries if "policies_edition" not in each["sql"]]
    assert ACTIONS.table not in fetched
    assert {row.pk for row in first.items + second.items} == {row.pk for row in found.qs} and len(second.items) == 2
    assert list(find_actions(QueryDict("q=养老&status=nonsense")).rows) == []


def test_what_comes_meanwhile_moves_nothing_that_follows(shelf, client):
    found = find_actions(QueryDict("q=养老"))
    first = paginate(found.rows, found.order, size=2)
    rest = [row.pk for row in paginate(found.rows, found.order, first.next, size=9).items]
    make_reply(quotes=["养老养老养老养老将于年底前完成"])
    gone = shelf["both"].actions.get()
    type(gone).objects.filter(pk=gone.pk).update(is_public=False, is_listed=False)  # on whose row the cursor stands
    found = find_actions(QueryDict("q=养老"))
    assert [row.pk for row in paginate(found.rows, found.order, first.next, size=9).items] == rest


@pytest.mark.parametrize("key", ["", "x", "1", "1 2", "-1 2031-01-01T00:00:00+00:00"])
def test_a_cursor_of_our_own_making_is_refused(shelf, key):
    found = find_actions(QueryDict("q=养老"))
    with pytest.raises(BadCursor):
        paginate(found.rows, found.order, cursor.written("best", "after", key, 1))


def test_only_the_first_thousand_are_ranked(shelf, monkeypatch):
    monkeypatch.setattr(ranked, "MOST_RANKED", 2)
    assert names(shelf, find_actions(QueryDict("q=养老"))) == ["both", "once"]


def test_of_much_the_latest_are_ranked_and_no_other_filter_loses_any(db, monkeypatch):
    """As where words are found ten thousand times: what came in first is looked at where the rest holds too little."""
    monkeypatch.setattr(ranked, "MOST_RANKED", 2)
    monkeypatch.setattr(sought, "FEW", 0)
    monkeypatch.setattr(sought, "TRIED", 2)
    rare = make_category("医疗类")
    first = make_reply(quotes=["养老、养老、养老将于年底前完成"], category=rare).actions.get()
    later = [make_reply(quotes=["养老院将于年底前完成"]).actions.get().pk for _ in range(12)]
    Action.objects.filter(pk=first.pk).update(published_at=timezone.now() + timedelta(days=1))

    def pages(query: str) -> list[int]:
        found = find_actions(QueryDict(query))
        return [row.pk for row in paginate(found.rows, found.order, size=2).items]

    assert pages("q=养老") == later[:-3:-1]
    assert pages("q=养老&order=newest") == [first.pk, later[-1]]
    assert pages("q=养老&category=医疗类") == [first.pk]


def test_lists_offer_the_best_only_where_words_are_sought(shelf, client):
    sought, plain = client.get("/actions/?q=养老"), client.get("/actions/?order=best")
    assert "最相关的在前" in text_of(sought) and "order=newest" in sought.content.decode()
    assert "最相关的在前" not in text_of(plain) and len(ids_on(plain, "actions")) == 5
    assert link(sought, "next") is None
