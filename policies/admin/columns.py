"""Columns and filters that several lists share, and links from the admin to its own pages and the public ones."""

from datetime import date, datetime

from django.contrib import admin
from django.db.models import Count, IntegerField, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.models import Action, Proposal, Reply, Session
from policies.office.work_queue import BY_CODE, waiting_for
from policies.queries.paging import as_number

# Names that a filter lists beside a list.
MOST_CHOICES = 30


def admin_url(obj) -> str:
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def admin_link(obj, text=None):
    """Link to the page of `obj`, or a dash where there is none."""
    return format_html('<a href="{}">{}</a>', admin_url(obj), text or obj) if obj else "—"


def admin_links(objs):
    return format_html_join(" ； ", '<a href="{}">{}</a>', [(admin_url(obj), obj) for obj in objs]) or "—"


def number_of(rows, by: str):
    """Count the related `rows`, which name the outer row as `by`, in a subquery: joins would multiply each other."""
    counted = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def public_url(obj) -> str:
    """Return the address of the public page of a letter or an action."""
    return reverse(obj._meta.model_name, args=[obj.pk])


def when_and_who(at, by) -> str:
    """2026年3月2日 09:30 · 张三."""
    if at is None:
        return ""
    return f"{date_format(timezone.localtime(at), 'DATETIME_FORMAT')} · {by.get_full_name() or by.get_username()}"


def tag(code: str, label):
    """A state or a status as a coloured label; the words carry the meaning, the colour only helps."""
    return format_html('<span class="tag tag-{}">{}</span>', code, label)


def tags(flags: list[tuple[str, str]]):
    return format_html_join(" ", '<span class="tag tag-{}">{}</span>', flags) or "—"


def reply_state(reply: Reply) -> tuple[str, str]:
    """Return the code and the word for how far a letter has come."""
    if reply.withdrawn_at:
        return "withdrawn", _("已撤回")
    if reply.published_at:
        return "published", _("已公开")
    if reply.confirmed_at:
        return "confirmed", _("已确认")
    return "read", _("已读取")


def due_flags(action: Action) -> list[tuple[str, str]]:
    """Return what the calendar says about an action, as codes and words."""
    flags = []
    if action.is_overdue():
        flags.append(("overdue", _("已逾期")))
    if action.is_silent():
        flags.append(("silent", _("已过所述期限，尚未反馈")))
    if action.is_stale():
        flags.append(("stale", _("久未更新")))
    return flags


class FewFilter(admin.RelatedOnlyFieldListFilter):
    """What the list can be narrowed to: units, places, sessions, people. Where they are many, the search finds a name."""

    def field_choices(self, field, request, model_admin):
        keys = model_admin.get_queryset(request).order_by().values_list(f"{self.field_path}__pk", flat=True)
        # One more than may be shown, and none at all.
        used = {key for key in keys.distinct()[: MOST_CHOICES + 2] if key is not None}
        self.are_few = len(used) <= MOST_CHOICES
        chosen = used if self.are_few else [key for key in self.lookup_val or () if key.isdecimal()]
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to={"pk__in": chosen}, ordering=ordering)

    def has_output(self):
        return bool(self.lookup_choices) if not self.are_few else super().has_output()


class YearFilter(admin.FieldListFilter):
    """The year of a date or a moment. Django's own row of dates asks every row of the table for its year, each time."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.name = f"{field_path}__year"
        super().__init__(field, request, params, model, model_admin, field_path)
        ends = model_admin.get_queryset(request).order_by().aggregate(first=Min(field_path), last=Max(field_path))
        self.years = range(_year(ends["last"]), _year(ends["first"]) - 1, -1) if ends["first"] else ()

    def expected_parameters(self):
        return [self.name]

    def has_output(self):
        return len(self.years) > 1 or bool(self.used_parameters)

    def choices(self, changelist):
        chosen = self.used_parameters.get(self.name, [""])[-1]
        for year, label in [("", _("全部")), *((str(year), str(year)) for year in self.years[:MOST_CHOICES])]:
            query = changelist.get_query_string({self.name: year} if year else {}, [] if year else [self.name])
            yield {"selected": chosen == year, "query_string": query, "display": label}


class ChoiceFilter(admin.SimpleListFilter):
    """A filter whose choices are code → (word, how to narrow the queryset)."""

    choices_by_code: dict

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _narrow) in self.choices_by_code.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        known = self.choices_by_code.get(self.value())
        # A misspelt value finds nothing. It must never find everything.
        return known[1](queryset) if known else queryset.none()


class WaitsFilter(admin.SimpleListFilter):
    """What waits for whoever looks: the lists behind the first page."""

    title = gettext_lazy("待办")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [
            (matter.code, matter.label) for matter in waiting_for(request.user) if matter.about is model_admin.model
        ]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        matter = BY_CODE.get(self.value())
        if matter is None or matter.about is not queryset.model:
            return queryset.none()
        return queryset.filter(pk__in=matter.waiting(request.user).order_by().values("pk"))


class ReplyStateFilter(ChoiceFilter):
    title = gettext_lazy("审核")
    parameter_name = "state"
    choices_by_code = {
        "read": (gettext_lazy("已读取"), lambda found: found.filter(confirmed_at__isnull=True)),
        "confirmed": (
            gettext_lazy("已确认"),
            lambda found: found.filter(confirmed_at__isnull=False, published_at__isnull=True),
        ),
        "published": (gettext_lazy("已公开"), lambda found: found.public()),
        "withdrawn": (gettext_lazy("已撤回"), lambda found: found.withdrawn()),
    }


class DueFilter(ChoiceFilter):
    title = gettext_lazy("期限")
    parameter_name = "due"
    choices_by_code = {
        "overdue": (gettext_lazy("已逾期"), lambda found: found.counted().overdue()),
        "silent": (gettext_lazy("已过所述期限，尚未反馈"), lambda found: found.counted().silent()),
        "stale": (gettext_lazy("久未更新"), lambda found: found.counted().stale()),
        "none": (gettext_lazy("没有期限"), lambda found: found.filter(due_on__isnull=True)),
    }


class PublicFilter(ChoiceFilter):
    title = gettext_lazy("是否公开")
    parameter_name = "public"
    choices_by_code = {
        "yes": (gettext_lazy("已公开"), lambda found: found.public()),
        "no": (gettext_lazy("没有公开"), lambda found: found.filter(is_public=False)),
    }


class SessionFilter(admin.SimpleListFilter):
    """The meeting at which what the letter answers was handed in: of many, the newest."""

    title = gettext_lazy("会议")
    parameter_name = "session"

    def lookups(self, request, model_admin):
        newest = Session.objects.filter(proposals__replies__isnull=False).distinct().select_related("place")
        return [(str(each.pk), str(each)) for each in newest.order_by("-year", "-term", "-number")[:MOST_CHOICES]]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        try:
            return queryset.answering(Proposal.objects.filter(session=as_number(self.value())).values("pk"))
        except ValueError:
            return queryset.none()


class DemoFilter(ChoiceFilter):
    title = gettext_lazy("演示数据")
    parameter_name = "demo"
    choices_by_code = {
        "no": (gettext_lazy("真实的"), lambda found: found.filter(is_demo=False)),
        "yes": (gettext_lazy("演示的"), lambda found: found.filter(is_demo=True)),
    }


def _year(day: date) -> int:
    """Return the year of a day, or of a moment as the clock here has it."""
    return (timezone.localtime(day) if isinstance(day, datetime) else day).year
