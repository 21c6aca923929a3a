"""What can be done to an import of a ledger, on its page."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.operations import Deed, NoQuestions
from policies.exchange.ledger import import_job
from policies.exchange.ledger.column import CODE
from policies.exchange.ledger.columns import COLUMNS
from policies.exchange.ledger.importing import drop_import, import_ledger, summary, try_import
from policies.exchange.ledger.mapping import map_columns
from policies.exchange.ledger.table import words_of
from policies.models import ImportState, LedgerImport, RowOutcome

FIRST = "column_"


class ImportForm(NoQuestions):
    """Asks about refused rows only where there are any."""

    shows_stored = False

    def __init__(self, *args, obj: LedgerImport, **kwargs):
        super().__init__(*args, **kwargs)
        if n := obj.counts.get(RowOutcome.REFUSED):
            self.fields["skip_refused"] = forms.BooleanField(
                label=_("只导入其余各行"),
                required=False,
                help_text=_("有 %s 行不能导入；不勾选时一行也不写入。") % n,
            )


class MapForm(NoQuestions):
    """For each header of the file, which of our columns it is."""

    shows_stored = False

    def __init__(self, *args, obj: LedgerImport, **kwargs):
        super().__init__(*args, **kwargs)
        samples = _samples(obj)
        choices = [("", _("（不用）")), *((column.name, column.label) for column in COLUMNS if column.name != CODE)]
        for at, label in enumerate(obj.header):
            if label:
                self.fields[f"{FIRST}{at}"] = forms.ChoiceField(
                    label=label,
                    choices=choices,
                    required=False,
                    initial=obj.columns[at],
                    help_text=_("例：%s") % samples[at] if samples[at] else "",
                )
        self.fields["name"] = forms.CharField(
            label=_("保存为"),
            max_length=60,
            required=False,
            help_text=_("给这种台账起个名称，下次上传表头相同的文件就不用再对应；留空则只用这一次。"),
        )

    def columns(self, n: int) -> list[str]:
        return [self.cleaned_data.get(f"{FIRST}{at}", "") for at in range(n)]


def _samples(made: LedgerImport) -> list[str]:
    """Return for each column the first words that it holds, shortened."""
    found = [""] * len(made.header)
    for row in made.rows.order_by("number")[:20]:
        for at, cell in enumerate(row.cells[: len(found)]):
            found[at] = found[at] or " ".join(words_of(cell).split())[:40]
    return found


def _import(made: LedgerImport, form, by) -> str:
    skip_refused = form.cleaned_data.get("skip_refused", False)
    if import_job.is_large(made):
        return _left_to_worker(made, "import_ledger", by, skip_refused=skip_refused)
    import_job.refuse_under_way(made)
    return _("已导入：%s。") % summary(import_ledger(ledger_import=made, skip_refused=skip_refused, by=by))


def _try(made: LedgerImport, form, by) -> str:
    if import_job.is_large(made):
        return _left_to_worker(made, "try_import", by)
    import_job.refuse_under_way(made)
    return _("已重新核对：%s。") % summary(try_import(ledger_import=made, by=by))


def _drop(made: LedgerImport, form, by) -> str:
    import_job.refuse_under_way(made)
    drop_import(ledger_import=made, by=by)
    return _("已放弃，什么也没有写入。")


def _map(made: LedgerImport, form: MapForm, by) -> str:
    mapped = map_columns(
        ledger_import=made, columns=form.columns(len(made.header)), name=form.cleaned_data["name"], by=by
    )
    if import_job.is_large(mapped):
        return _left_to_worker(mapped, "try_import", by)
    return _("列已对应好。%s。") % summary(try_import(ledger_import=mapped, by=by))


def _left_to_worker(made: LedgerImport, deed: str, by, **asked) -> str:
    import_job.ask(ledger_import=made, deed=deed, by=by, **asked)
    return _("行数多，已交给后台；做完以后结果在这一页，可以关掉页面。")


def _looked_at(made: LedgerImport) -> dict[str, str]:
    """Return what was seen before the import is confirmed: how many rows would do what."""
    return {_("行数"): summary(made)}


def _in(*states: ImportState):
    return lambda made: made.state in states and not _is_under_way(made)


def _is_under_way(made: LedgerImport) -> bool:
    job = import_job.under_way(made)
    return job is not None and job.is_open


def _changes_something(made: LedgerImport) -> bool:
    would = (RowOutcome.CHANGED, RowOutcome.NEW, RowOutcome.WAITING)
    return OPEN(made) and any(made.counts.get(outcome) for outcome in would)


OPEN = _in(ImportState.TRIED)
DEEDS = (
    Deed(
        "import_ledger",
        gettext_lazy("确认导入"),
        _import,
        _changes_something,
        ImportForm,
        "default",
        rests_on=_looked_at,
    ),
    Deed("try_import", gettext_lazy("重新核对"), _try, OPEN, right="import_ledger"),
    Deed(
        "map_columns",
        gettext_lazy("照此对应并核对"),
        _map,
        _in(ImportState.UNMAPPED),
        MapForm,
        "default",
        right="import_ledger",
    ),
    Deed(
        "drop_import",
        gettext_lazy("放弃这次导入"),
        _drop,
        _in(ImportState.TRIED, ImportState.UNMAPPED),
        look="danger",
        right="import_ledger",
    ),
)
