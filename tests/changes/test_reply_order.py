"""A supplement, a renewed answer, an opinion: which letter it follows."""

import pytest

from policies import changes
from policies.changes import Refused
from policies.ingest import ingest
from policies.models import Reply
from tests.factories import make_member, make_place, make_proposal, make_reply, make_unit
from tests.ingest.test_ingest import short

pytestmark = pytest.mark.django_db


def test_a_letter_follows_another_whichever_is_public_first(staff):
    proposal = make_proposal()
    first, second = make_reply(published=False, proposal=proposal), make_reply(kind="supplementary", proposal=proposal)
    changes.follow_reply(reply=second, follows=first, by=staff)
    assert list(first.followed_by.all()) == [second]
    changes.follow_reply(reply=second, follows=None, by=staff)
    assert list(first.followed_by.all()) == []


def test_no_letter_follows_itself_or_in_a_circle(staff):
    first, second, third = (make_reply() for _ in range(3))
    changes.follow_reply(reply=second, follows=first, by=staff)
    changes.follow_reply(reply=third, follows=second, by=staff)
    for reply, follows in ((first, first), (first, third)):
        with pytest.raises(Refused, match="成为一个圈|接续它自己"):
            changes.follow_reply(reply=reply, follows=follows, by=staff)
    assert Reply.objects.get(pk=first.pk).follows is None


def test_not_what_was_withdrawn_nor_the_invented_by_the_real(staff):
    place = make_place("虚构市", is_demo=True)
    invented = make_reply(place=place, lead=make_unit("虚构市教育局", place=place))
    for follows, why in ((make_reply(withdrawn=True), "已经撤回"), (invented, "演示数据")):
        with pytest.raises(Refused, match=why):
            changes.follow_reply(reply=make_reply(), follows=follows, by=staff)


def test_a_letter_of_another_unit_is_followed_once_it_is_public(staff):
    reply = make_reply(lead=make_unit())
    other = make_reply(lead=make_unit("青原县教育局"), published=False)
    reviewer = make_member("reviewer", make_unit())
    with pytest.raises(Refused, match="属于别的单位"):
        changes.follow_reply(reply=reply, follows=other, by=reviewer)
    changes.publish_reply(reply=other, by=staff)
    assert changes.follow_reply(reply=reply, follows=other, by=reviewer).follows == other


@pytest.mark.parametrize(
    ("ending", "kind"),
    [("答复", "original"), ("补充答复", "supplementary"), ("再次答复", "renewed"), ("会办意见", "opinion")],
)
def test_the_title_says_what_kind_of_letter_it_is(ending, kind):
    head, rest = short().decode().split("\n", 1)
    reply = ingest((head.replace("答复", ending) + "\n" + rest).encode(), name="a.txt", place=make_place()).reply
    assert (ending in reply.title, reply.kind) == (True, kind)
