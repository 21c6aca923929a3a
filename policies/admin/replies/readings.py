"""Readings (读取) and doubts (疑点): what the reader made of a letter, and what people should look at."""

import json

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies import changes
from policies.admin.base import KeptAdmin
from policies.admin.columns import ChoiceFilter, YearFilter, admin_link, tag, when_and_who
from policies.admin.operations import Deed, PageAdmin
from policies.models import DIFFERENCES, Doubt, Reading, Reply


class OpenFilter(ChoiceFilter):
    title = gettext_lazy("处理")
    parameter_name = "open"
    choices_by_code = {
        "yes": (gettext_lazy("未处理"), lambda found: found.filter(resolved_at__isnull=True)),
        "no": (gettext_lazy("已处理"), lambda found: found.filter(resolved_at__isnull=False)),
    }


def _resolve(doubt: Doubt, form, by) -> str:
    changes.resolve_doubt(doubt=doubt, by=by)
    return _("疑点已处理。")


def _take(doubt: Doubt, form, by) -> str:
    changes.take_difference(doubt=doubt, by=by)
    return _("已采用新的读取。")


def _leave(doubt: Doubt, form, by) -> str:
    changes.resolve_doubt(doubt=doubt, by=by)
    return _("没有采用；登记的内容不变。")


def _is_open(doubt: Doubt) -> bool:
    return doubt.resolved_at is None


def _differs(doubt: Doubt) -> bool:
    return _is_open(doubt) and doubt.code in DIFFERENCES


DEEDS = (
    Deed("take_difference", gettext_lazy("采用"), _take, _differs, look="default"),
    Deed("leave_difference", gettext_lazy("不采用"), _leave, _differs),
    Deed(
        "resolve_doubt",
        gettext_lazy("已处理"),
        _resolve,
        lambda doubt: _is_open(doubt) and doubt.code not in DIFFERENCES,
    ),
)


@admin.register(Doubt)
class DoubtAdmin(PageAdmin):
    deeds = DEEDS
    page_template = "admin/policies/doubt/page.html"
    list_display = ["__str__", "of_reply", "state", "resolved"]
    list_filter = [OpenFilter, "code"]
    search_fields = ["about", "reading__reply__title", "reading__reply__document_number"]
    search_help_text = gettext_lazy("搜索所指文字、答复标题或文号")
    list_select_related = ["reading", "resolved_by"]
    ordering = ["-pk"]

    def get_queryset(self, request):
        """Leave out the readings' JSON and the letters' text: they are long."""
        found = super().get_queryset(request).defer("reading__result", "reading__reply__text")
        return found.select_related("reading__reply")

    def facts(self, request, doubt: Doubt, posted) -> dict:
        return {"doubt": doubt, "reply": doubt.reading.reply}

    @admin.display(description=gettext_lazy("答复"))
    def of_reply(self, doubt: Doubt):
        return admin_link(doubt.reading.reply)

    @admin.display(description=gettext_lazy("处理"))
    def state(self, doubt: Doubt):
        return tag("published", _("已处理")) if doubt.resolved_at else tag("submitted", _("未处理"))

    @admin.display(description=gettext_lazy("处理时间"), empty_value="—")
    def resolved(self, doubt: Doubt):
        return when_and_who(doubt.resolved_at, doubt.resolved_by) or None


@admin.register(Reading)
class ReadingAdmin(KeptAdmin):
    list_display = ["of_reply", "reader_version", "read_at"]
    list_filter = ["reader_version", ("read_at", YearFilter)]
    search_fields = ["reply__title", "reply__document_number"]
    ordering = ["-pk"]
    fields = ["of_reply", "reader_version", "read_at", "as_json"]

    def get_queryset(self, request):
        replies = Prefetch("reply", Reply.objects.without_text())
        return super().get_queryset(request).defer("result").prefetch_related(replies)

    @admin.display(description=gettext_lazy("答复"))
    def of_reply(self, reading: Reading):
        return admin_link(reading.reply)

    @admin.display(description=gettext_lazy("读取结果"))
    def as_json(self, reading: Reading):
        return format_html('<pre class="json">{}</pre>', json.dumps(reading.result, ensure_ascii=False, indent=2))
