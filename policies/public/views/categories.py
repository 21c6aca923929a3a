"""The tree of categories, and the record of one."""

from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext as _

from policies.models import Category
from policies.models.shortcuts import alone
from policies.public.views import descriptions
from policies.public.views.errors import not_found
from policies.public.views.record import record_of
from policies.public.views.scope import Scope, in_scope
from policies.queries.cache import cached_per_edition
from policies.queries.rows import units as rows
from policies.queries.rows.related import PUBLIC_HISTORY
from policies.queries.totals import StatusBar, by_category, tallied, without_category


@in_scope
def category_list(request, scope: Scope):
    context = scope.context | {
        "description": _("提案、建议的类别，以及各类举措的状态；上级的数字含下级。"),
        "bars": _tree(scope),
        "without_category": without_category(demo=scope.demo, day=scope.day),
    }
    return render(request, "category_list.html", context)


@in_scope
def category_page(request, slug: str, scope: Scope):
    category, present = rows.category_page(slug)
    if category is None:
        return not_found(request)
    of = {"demo": scope.demo, "day": scope.day}
    bar = tallied(category=category, **of)
    context = record_of("category", slug, scope) | {
        "category": category,
        "description": descriptions.of_category(category, bar),
        "has_history": PUBLIC_HISTORY in present,
        "parent": alone(Category.objects.public().filter(pk=category.parent_id)) if category.parent_id else None,
        "below": by_category(category.children.public(), **of) if "children" in present else [],
        "bar": bar,
        "elsewhere": tallied(category=category, demo=not scope.demo, day=scope.day).total,
    }
    return render(request, "category.html", context)


@cached_per_edition
def _tree(scope: Scope) -> list[StatusBar]:
    """Return a bar for each category in the order of the tree, each with its depth; the largest first among sisters."""
    below = {}
    bars = by_category(Category.objects.public(), demo=scope.demo, day=scope.day)
    for bar in sorted(bars, key=lambda bar: -bar.total):
        if bar.total:
            below.setdefault(bar.of.parent_id, []).append(bar)
    shown, waiting = [], [(0, bar) for bar in reversed(below.get(None, []))]
    while waiting:
        depth, bar = waiting.pop()
        shown.append(replace(bar, depth=depth))
        waiting += [(depth + 1, child) for child in reversed(below.get(bar.of.pk, []))]
    return shown
