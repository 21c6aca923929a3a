"""What the API tells of actions: the row that leaves the site by every door; of a single one also what it hangs together with."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from policies.exchange.api.fields import Address, choice, code, codes, day, flag, integer, strings
from policies.exchange.exports import ROW, Field, Type


def _shown(column: Field):
    """Return a column of the row as a field: the row is told already, so that nothing is masked twice."""
    told, choices = column.meaning, list(column.codes.items())
    if column.type == Type.LIST:
        return codes(told) if choices else strings(told)
    if choices:
        may_be_empty = column.name == "outcome"
        return choice(told, [("", _("没有")), *choices] if may_be_empty else choices)
    if column.type == Type.ADDRESS:
        return Address(help_text=told)
    return {Type.NUMBER: integer, Type.DAY: day, Type.FLAG: flag, Type.TEXT: code}[column.type](told)


ActionShape = type("ActionShape", (serializers.Serializer,), {column.name: _shown(column) for column in ROW})


class WholeActionShape(ActionShape):
    """The row, and where the sentence stands."""

    reply = integer(_("所在的答复：编号"), source="reply_id")
    commitment = integer(_("属于哪一项承诺：编号"), source="commitment_id")
    start = integer(_("在答复正文里从第几个字起，从 0 数起"))
    end = integer(_("到第几个字止"))
    same_as = integer(_("同于哪条举措：编号；进展和状态在那一条"), allow_null=True)
    superseded_by = integer(_("由哪条举措取代：编号"), allow_null=True)
    split_from = integer(_("由哪条举措拆分而来：编号"), allow_null=True)


RELATED = ("same_as", "superseded_by", "split_from")
"""Told only while the other action is public."""
EXAMPLE_OF_MORE = {
    "reply": 1,
    "commitment": 1,
    "start": 1204,
    "end": 1262,
    "same_as": None,
    "superseded_by": None,
    "split_from": None,
}
