"""Ledgers of other shapes: which of our columns theirs are, told once and kept for the office."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from policies.changes.base import change, save_checked
from policies.exchange.ledger.columns import BY_NAME
from policies.exchange.ledger.heads import folded
from policies.models import ImportState, LedgerImport, LedgerMapping, Membership, Organisation, seen, sees
from policies.models.rights import require
from policies.refusal import Refused


@change
def map_columns(*, ledger_import: LedgerImport, columns: Sequence[str], name: str = "", by) -> LedgerImport:
    """Say for each header of the file which of our columns it is, "" for none; under a `name` it is kept for next time."""
    require(by, "import_ledger", None)
    made = LedgerImport.objects.get(pk=ledger_import.pk)
    if not sees(by, made) or made.state not in (ImportState.UNMAPPED, ImportState.TRIED):
        raise Refused(_("这次导入的列不能再改。"))
    columns = list(columns)
    _refuse_senseless(columns, made.header)
    made.columns, made.state, made.tried_at = columns, ImportState.TRIED, None
    made.save()
    if name.strip():
        _keep(name.strip(), dict(zip(made.header, columns, strict=True)), by)
    return made


@change
def rename_mapping(*, mapping: LedgerMapping, name: str, by) -> LedgerMapping:
    """Call what is kept by another name. In one office, no two are called alike."""
    mapping, name = _theirs(mapping, by), name.strip()
    if not name:
        raise Refused(_("给这种对应起个名称。"))
    mine = {} if mapping.organisation_id else {"made_by": mapping.made_by}
    alike = LedgerMapping.objects.filter(organisation=mapping.organisation_id, name=name, **mine)
    if alike.exclude(pk=mapping.pk).exists():
        raise Refused(_("已经有一种对应叫“%s”；请另起一个名称。") % name)
    mapping.name = name
    save_checked(mapping)
    return mapping


@change
def drop_mapping(*, mapping: LedgerMapping, by) -> None:
    """Forget what is kept: the next file of that shape waits for its columns again. Imports stay as they were read."""
    LedgerMapping.objects.filter(pk=_theirs(mapping, by).pk).delete()


def _theirs(mapping: LedgerMapping, by) -> LedgerMapping:
    """Return what is kept as it is stored. Raises Refused where it is gone, or another office's."""
    require(by, "import_ledger", None)
    stored = seen(by, LedgerMapping.objects.filter(pk=mapping.pk)).first()
    if stored is None:
        raise Refused(_("没有这种对应，或者它是别的单位的。"))
    return stored


def kept_for(header: Sequence[str], by) -> LedgerMapping | None:
    """Return the newest mapping of their office in which every header of the file has its column."""
    labels = {folded(label) for label in header if label}
    for mapping in seen(by, LedgerMapping.objects.order_by("-made_at"))[:100]:
        if labels <= {folded(label) for label in mapping.columns}:
            return mapping
    return None


def columns_by(mapping: LedgerMapping, header: Sequence[str]) -> list[str]:
    named = {folded(label): name for label, name in mapping.columns.items()}
    return [named.get(folded(label), "") if named.get(folded(label), "") in BY_NAME else "" for label in header]


def _refuse_senseless(columns: list[str], header: Sequence[str]) -> None:
    if len(columns) != len(header) or any(name and name not in BY_NAME for name in columns):
        raise Refused(_("列的对应和文件的表头不一致；请重新打开这一页。"))
    twice = sorted({BY_NAME[name].label for name in columns if name and columns.count(name) > 1})
    if twice:
        raise Refused(_("有两列都对应“%s”；每一栏只能有一列。") % "、".join(twice))
    numbered = {"document_number", "proposal_number"} & set(columns)
    if "id" not in columns and not (numbered and "quote" in columns):
        raise Refused(_("要能找到举措：指明哪一列是具体举措（原文），再指明答复文号或案号。"))
    if not any(BY_NAME[name].is_open for name in columns if name):
        raise Refused(_("没有一列是可以填写的；请至少指明一列，如落实措施、责任科室、状态。"))


def _keep(name: str, columns: dict[str, str], by) -> None:
    """Keep the mapping for the office, in place of an earlier one of that name."""
    joined = Membership.objects.filter(user=by).order_by("pk").values_list("organisation", flat=True).first()
    office = Organisation.objects.filter(pk=joined).first()
    mapping = LedgerMapping.objects.filter(organisation=office, name=name).first()
    if office is None and mapping and mapping.made_by_id != by.pk:
        mapping = None
    mapping = mapping or LedgerMapping(organisation=office, name=name)
    mapping.columns, mapping.made_by = columns, by
    save_checked(mapping)
