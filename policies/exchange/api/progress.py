"""What the API tells of updates and their evidence."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from policies.exchange.api.fields import Address, PageAddress, choice, code, day, flag, integer, moment, numbers, words
from policies.models import REPORTABLE, EvidenceKind, State

PUBLIC_STATES = [(state.value, state.label) for state in (State.PUBLISHED, State.WITHDRAWN)]


class UpdateShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(
        lambda row: f"{reverse('action', args=[row.action_id])}#update-{row.pk}", help_text=_("在举措网页上的位置")
    )
    action = integer(_("哪条举措：编号"), source="action_id")
    organisation = words(_("代表哪个单位填报"), source="organisation.name")
    organisation_slug = code(_("这个单位的网址名；单位不公开时为空"), source="shown_organisation", allow_null=True)
    is_of_lead = flag(_("是否由主责单位（或接续它的单位）填报；只有这样的进展决定状态"))
    status = choice(_("状态"), REPORTABLE)
    happened_on = day(_("事情发生的日期"))
    reason = words(_("说明：做了什么，凭什么这样说"))
    state = choice(_("公开着，还是已撤回"), PUBLIC_STATES)
    published_at = moment(_("公开时间"))
    withdrawn_at = moment(_("撤回时间"))
    withdrawn_reason = words(_("撤回理由"))
    replaces = integer(_("更正了哪一条进展：编号"), source="replaces_id", allow_null=True)
    replaced_by = integer(_("由哪一条进展更正：编号"), source="shown_correction", allow_null=True)
    evidence = numbers(_("公开的佐证：编号；撤回或更正了的没有"), source="shown_evidence")
    is_demo = flag(_("是否为演示数据"), source="action.is_demo")


class EvidenceShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(
        lambda row: f"{reverse('action', args=[row.first_shown.action_id])}#update-{row.first_shown.pk}",
        help_text=_("在举措网页上的位置"),
    )
    kind = choice(_("种类"), EvidenceKind.choices)
    title = words(_("名称"))
    link = Address(source="url", help_text=_("网页的网址；不是网页时为空字符串"))
    number = words(_("文号"))
    issuer = words(_("发文单位"))
    dated = day(_("日期"))
    file_url = serializers.SerializerMethodField(help_text=_("文件的网址；不是文件时为空"))
    size = integer(_("文件大小，字节"), allow_null=True)
    sha256 = code(_("文件的 SHA-256；不是文件时为空字符串"))
    updates = numbers(_("支持哪些公开的进展：编号"), source="shown_updates")
    is_demo = flag(_("是否为演示数据"), source="first_shown.action.is_demo")

    def get_file_url(self, piece) -> str | None:
        if piece.kind != EvidenceKind.FILE:
            return None
        return settings.SITE_URL + reverse("evidence_file", args=[piece.pk])
