"""Statements that are written once, and what their rows are given to."""

from datetime import date
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from policies.models import Action, Issuer, Reply
from policies.rows.asked import Question, together
from policies.rows.given import give_list, give_many, give_one
from policies.rows.written import asking, weighed, written
from tests.factories import make_reply

pytestmark = pytest.mark.database

TOO_LARGE = 2**63


@written
def actions_of(replies):
    found = Action.objects.public().select_related("reply__place", "lead").filter(reply__in=replies)
    return found.annotate(number=F("reply__document_number")).order_by("pk")


@written
def letters_in(keys, places):
    return Reply.objects.filter(pk__in=keys, place__name__in=places, title__contains=F("document_number"))


@weighed
def newest_of(replies, *, title: str, most: int):
    return Reply.objects.filter(pk__in=replies, title__endswith=title).order_by("-pk")[:most]


@pytest.fixture
def letters(db):
    return [make_reply(actions=2) for _ in range(3)]


def test_rows_are_those_of_the_query_set(letters, django_assert_num_queries):
    """With what is joined to them and what is worked out beside them, and however many keys there are."""
    for some in (letters[:1], letters):
        asked = Action.objects.public().filter(reply__in=some).order_by("pk")
        expected = [(each, each.quote, each.reply.document_number, each.reply.place, each.lead) for each in asked]
        with django_assert_num_queries(1):
            rows = actions_of(letter.pk for letter in some)
            assert expected == [(each, each.quote, each.number, each.reply.place, each.lead) for each in rows]


def test_a_key_that_no_row_can_bear_names_nothing(letters, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert actions_of([]) == actions_of([None, TOO_LARGE]) == letters_in([letters[0].pk], []) == []
    assert len(actions_of([letters[0].pk, None, TOO_LARGE])) == 2


def test_keys_of_two_kinds_stand_each_in_its_place(letters):
    """The percent signs that the statement itself needs stay what they are."""
    named, other, _ = letters
    Reply.objects.filter(pk=named.pk).update(title=f"《{named.document_number}》的答复")
    keys = [named.pk, other.pk]
    assert letters_in(keys, ["青原县"]) == [named]
    assert letters_in(keys, ["别处", "别处以外"]) == []


def test_what_is_fixed_stands_in_the_statement(letters):
    keys = [letter.pk for letter in letters]
    assert newest_of(keys, title="答复", most=2) == letters[:0:-1]
    assert newest_of(keys, title="答复", most=1) == newest_of(keys[2:], title="答复", most=2) == letters[2:]
    assert newest_of(keys, title="100%", most=2) == newest_of([], title="答复", most=2) == []


def test_what_is_asked_together_is_answered_each_by_itself(letters, django_assert_num_queries):
    """In the order in which it was asked; what names nothing is not asked."""
    keys = [letter.pk for letter in letters]
    with django_assert_num_queries(2):
        first, none, all_of_them = together(actions_of.of(keys[:1]), actions_of.of([]), actions_of.of(keys))
    assert (len(first), none, len(all_of_them)) == (2, [], 6)
    assert {action.reply_id for action in first} == {keys[0]}
    with django_assert_num_queries(0):
        assert together() == together(actions_of.of([None]))[0] == []


def test_what_is_asked_together_does_not_wait_for_each_others_answers(letters):
    """PostgreSQL is sent for once: what is asked later goes out while the answer to the first is on its way."""
    under_way = []

    def noting(execute, sql, params, many, context):
        if connection.vendor == "postgresql":
            under_way.append(connection.connection.info.pipeline_status)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        together(actions_of.of([letters[0].pk]), asking(Reply.objects.all()))
    assert under_way == ([1, 1] if connection.vendor == "postgresql" else [])


def test_the_plan_of_what_is_written_once_is_kept(letters):
    """By PostgreSQL for a connection, whether it is asked for one or for many; SQLite's driver keeps them by itself."""
    if connection.vendor == "sqlite":
        assert "prepare_threshold" not in connection.settings_dict["OPTIONS"]
        return
    keys = [letter.pk for letter in letters]
    for some in (keys[:1], keys[:2], keys):
        assert len(actions_of(some)) == 2 * len(some)
        together(asking(Reply.objects.filter(pk__in=some)), newest_of.of(some, title="答复", most=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%AS \"number\"%'")
        assert sorted(words.count("ANY($") for (words,) in cursor.fetchall()) == [0, 1]
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%FROM \"policies_reply\" WHERE%'"
        )
        assert cursor.fetchone() == (0,)


def test_what_was_asked_can_be_read(letters):
    """In Django's log of statements, which knows nothing of plans that are kept."""
    with CaptureQueriesContext(connection) as asked:
        for _ in range(2):
            together(actions_of.of([letters[0].pk]), newest_of.of([letters[0].pk], title="答复", most=1))
    told = [query["sql"] for query in asked]
    assert len(told) == 4 and told[:2] == told[2:]
    assert "document_number" in told[0] and "%答复" in told[1]


def test_what_the_database_refuses_is_said_as_django_says_it(letters):
    """Also where it was asked with others, and what stands before it in the transaction stays usable."""
    wrong = Question("SELECT nothing FROM nowhere", [], list)
    with pytest.raises(DatabaseError), transaction.atomic():
        together(actions_of.of([letters[0].pk]), wrong, actions_of.of([letters[1].pk]))
    assert len(actions_of([letters[0].pk])) == 2


def test_query_sets_are_asked_with_others_and_those_that_find_nothing_by_nobody(letters, django_assert_num_queries):
    newest = Reply.objects.order_by("-pk")
    found, none = together(asking(newest[:2]), asking(newest.filter(pk__in=[])))
    assert (found, none) == (letters[:0:-1], [])
    with django_assert_num_queries(0):
        assert together(asking(newest.none())) == [[]]
    then = together(asking(Action.objects.public().at(date(2999, 1, 1)).order_by("pk")))[0]
    assert {action.as_of for action in then} == {date(2999, 1, 1)}


@pytest.mark.django_db(transaction=True)
def test_what_one_thread_wrote_another_asks_by_a_connection_of_its_own():
    reply, found = make_reply(actions=2), []
    assert len(actions_of([reply.pk])) == 2

    def ask():
        found.extend(actions_of([reply.pk]))
        BaseDatabaseWrapper.close(connection)  # SQLite's own close() leaves one to a database in memory open

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == list(Action.objects.filter(reply=reply).order_by("pk"))


def test_what_is_given_is_not_asked_for(letters, django_assert_num_queries):
    signed = list(Issuer.objects.order_by("pk"))
    replies = list(Reply.objects.order_by("pk"))
    give_many(replies, "issuers", signed[:2], "reply_id")
    give_list(replies, "signed", signed, "reply_id")
    actions = list(Action.objects.order_by("pk"))
    give_one(actions, "reply", replies)
    give_one(actions[:1], "lead", [])
    with django_assert_num_queries(0):
        assert [list(reply.issuers.all()) for reply in replies] == [[signed[0]], [signed[1]], []]
        assert [reply.signed for reply in replies] == [[each] for each in signed]
        assert [action.reply.pk for action in actions] == [action.reply_id for action in actions]
        assert actions[0].lead is None


def test_what_is_given_can_not_be_narrowed(letters):
    """It would be of all there are, and not of those given."""
    give_many(letters, "issuers", Issuer.objects.all(), "reply_id")
    with pytest.raises(AttributeError):
        letters[0].issuers.filter(name="青原县水利局")
