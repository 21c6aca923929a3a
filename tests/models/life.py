"""What the database refuses and takes of the records of a promise's life: replaced, corrected."""

from datetime import date

from django.utils import timezone

from policies.models import (
    STILL,
    CategoryStatusPeriod,
    HeadChange,
    QuoteChange,
    RegisterChange,
    Replacement,
    ReplyByCategory,
    ReplyByOrganisation,
    StatusPeriod,
)
from tests.factories import make_category, make_staff, make_unit
from tests.models.builders import action, changed, new, reply, twice

NOW = timezone.now()
prefix = {"since": date(2025, 7, 1), "until": STILL, "status": "unreported", "is_demo": False, "published_at": NOW}


def superseded(**fields):
    values = {"how": "superseded", "by_action": action, "reason": "再次答复另有承诺", "made_by": make_staff}
    return new(Replacement, action=action, **(values | fields))


def quote_change(**fields):
    values = {"before": "少取了几个字", "after": "少取了几个字的一句", "reason": "断句有误", "changed_by": make_staff}
    return new(QuoteChange, action=action, **(values | fields))


def head_change(**fields):
    values = {
        "field": "document_number",
        "before": "甲1号",
        "after": "甲2号",
        "reason": "录错",
        "changed_by": make_staff,
    }
    return new(HeadChange, reply=reply, **(values | fields))


def standing(**fields):
    values = prefix | {"is_listed": True, "is_split": False}
    return new(StatusPeriod, action=action, **(values | fields))


def in_category(**fields):
    return new(CategoryStatusPeriod, **({"action": action, "category": make_category} | prefix | fields))


def twice_since_a_day():
    row = standing()()
    row.save()
    return StatusPeriod(action=row.action, is_listed=True, is_split=False, **prefix)


def twice_in_a_category():
    row = in_category()()
    row.save()
    return CategoryStatusPeriod(action=row.action, category=row.category, **prefix)


def by_itself():
    row = superseded()()
    row.by_action = row.action
    return row


def again():
    row = superseded()()
    row.save()
    return Replacement(action=row.action, how="split", reason="内容不同", made_by=make_staff())


# constraint → (what it refuses, what it takes)
LIFE = {
    "replacement_has_reason": (superseded(reason=""), superseded()),
    "replacement_names_what_supersedes": (superseded(by_action=None), superseded(how="split", by_action=None)),
    "replacement_not_by_itself": (by_itself, superseded()),
    "replacement_undone_with_reason": (
        superseded(undone_at=NOW, undone_by=make_staff),
        superseded(undone_at=NOW, undone_by=make_staff, undone_reason="记错了"),
    ),
    "replacement_one_at_a_time": (
        again,
        changed(again, undone_at=NOW, undone_by=make_staff, undone_reason="记错了"),
    ),
    "period_one_a_day": (twice_since_a_day, changed(twice_since_a_day, since=date(2025, 8, 1))),
    "categoryperiod_one_a_day": (twice_in_a_category, changed(twice_in_a_category, since=date(2025, 8, 1))),
    "reply_of_organisation_once": (
        twice(ReplyByOrganisation, reply=reply, organisation=make_unit, is_demo=False, published_at=NOW),
        new(ReplyByOrganisation, reply=reply, organisation=make_unit, is_demo=False, published_at=NOW),
    ),
    "reply_of_category_once": (
        twice(ReplyByCategory, reply=reply, category=make_category, is_demo=False, published_at=NOW),
        new(ReplyByCategory, reply=reply, category=make_category, is_demo=False, published_at=NOW),
    ),
    "registerchange_unique": (
        twice(RegisterChange, kind="places", key=1, changed_at=NOW),
        new(RegisterChange, kind="places", key=1, changed_at=NOW),
    ),
    "period_lasts": (standing(until=date(2025, 7, 1)), standing(until=date(2025, 7, 2))),
    "quotechange_has_reason": (quote_change(reason=""), quote_change()),
    "quotechange_changes": (quote_change(after="少取了几个字"), quote_change()),
    "headchange_has_reason": (head_change(reason=""), head_change()),
    "headchange_changes": (head_change(after="甲1号"), head_change(after="")),
}
