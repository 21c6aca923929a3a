"""What the API tells of proposals, letters and what stands in them."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from policies.exchange.api.fields import (
    Address,
    PageAddress,
    choice,
    code,
    day,
    flag,
    integer,
    moment,
    numbers,
    page,
    strings,
    words,
)
from policies.exchange.api.registers import OWN_PAGE
from policies.models import Kind, Mark, Opinion, Outcome, ReplyForm, ReplyKind, Role


class SatisfactionShape(serializers.Serializer):
    reply = integer(_("对哪件答复：编号"), source="reply_id")
    round = integer(_("轮次"))
    opinion = choice(_("意见"), Opinion.choices)
    given_on = day(_("日期"))


class HandlingShape(serializers.Serializer):
    name = words(_("单位的名称"), source="organisation")
    organisation = code(_("单位的网址名；单位没有公开的网页时为空"), source="shown_organisation", allow_null=True)
    role = choice(_("办理方式"), Role.choices)
    assigned_on = day(_("交办日期"))
    due_on = day(_("答复期限"))
    reply = integer(_("这个单位的公开的答复：编号；没有时为空"), source="reply_id", allow_null=True)


class ProposalShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(page("proposal"), help_text=OWN_PAGE)
    kind = choice(_("种类"), Kind.choices)
    number = words(_("原文写的编号，前面的零保留"))
    title = words(_("标题"))
    session = integer(_("会议的编号；不知道时为空"), source="session_id", allow_null=True)
    session_name = words(_("会议的名称"), source="session", allow_null=True)
    category = code(_("类别的网址名"), source="category.slug", allow_null=True)
    category_name = words(_("类别的名称"), source="category.name", allow_null=True)
    category_number = words(_("类别编号"))
    proposers = strings(_("提出者；所在地不公开提出者时为空"), source="shown_proposers")
    handlings = HandlingShape(
        many=True, source="public_handlings", help_text=_("由哪些单位办理；只有公开的答复所表明的")
    )
    replies = numbers(_("公开的答复：编号"), source="shown_replies")
    satisfactions = SatisfactionShape(many=True, source="shown_satisfactions", help_text=_("提出者对答复的意见"))


class IssuerShape(serializers.Serializer):
    name = words(_("原文写法"))
    organisation = code(_("单位的网址名；不能确定是哪个单位时为空"), source="organisation.slug", allow_null=True)


class ReplyShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(page("reply"), help_text=OWN_PAGE)
    kind = choice(_("种类"), ReplyKind.choices)
    form = choice(_("全文或摘要"), ReplyForm.choices)
    follows = integer(_("接续哪件答复：编号；没有或不公开时为空"), source="shown_follows", allow_null=True)
    title = words(_("标题"))
    document_number = words(_("文号"))
    index_number = words(_("索引号"))
    subject = words(_("主题分类"))
    department = words(_("所属机构"))
    issued_on = day(_("答复日期"))
    published_on = day(_("原文发布日期"))
    place = words(_("行政区的全称"), source="place.name", allow_null=True)
    issuers = IssuerShape(many=True, read_only=True, help_text=_("落款的单位"))
    proposals = numbers(_("答复哪些提案、建议：编号"), source="shown_proposals")
    addressees = strings(_("答复对象，照原文；所在地不公开提出者时为空"), source="shown_addressees")
    addressee_count = integer(_("答复对象人数"))
    outcome_mark = choice(
        _("办理结果的字母；没有时为空字符串"),
        [
            (
                "",
                _("没有"),
            ),
            *Mark.choices,
        ],
    )
    outcome = choice(
        _("办理结果归入哪一种，各地可比；不知道时为空"), Outcome.choices, source="shown_outcome", allow_null=True
    )
    source_url = Address(help_text=_("原文网址；没有时为空字符串"))
    source_sha256 = code(_("原件的 SHA-256；没有时为空字符串"))
    entered_at = moment(_("在本站公开的时间"), source="published_at")
    is_demo = flag(_("是否为演示数据"))


class WholeReplyShape(ReplyShape):
    text = words(_("正文，逐字；手机号码已遮住，字数不变，所以举措的起止位置都对得上"))


class CommitmentShape(serializers.Serializer):
    id = integer(_("编号，不变"))
    url = PageAddress(lambda row: page("reply")(row.reply), help_text=_("所在的答复"))
    reply = integer(_("所在的答复：编号"), source="reply_id")
    position = integer(_("在答复里的次序"))
    number = words(_("序号，照原文"))
    heading = words(_("标题，照原文"))
    actions = numbers(_("其下公开的举措：编号"), source="shown_actions")
    is_demo = flag(_("是否为演示数据"), source="reply.is_demo")
