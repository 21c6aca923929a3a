"""The columns of the ledger, declared once: what each is called, says, and asks for when it is written back.

Files have no language: the headers and what stands below them are Chinese, as staff know their ledger.
"""

from collections.abc import Callable
from datetime import date

from policies.exchange.ledger.column import SEVERAL, Column, day_words, each_word
from policies.exchange.ledger.entries import Held
from policies.exchange.ledger.letter_columns import LETTER
from policies.exchange.ledger.pieces import written_out
from policies.models import REPORTABLE, StrengthChoices


def _of_entry(name: str) -> Callable[[Held], str]:
    return lambda held: getattr(getattr(held.action, "ledger", None), name, "")


def _of_report(name: str) -> Callable[[Held], str]:
    """Read the update by which the status holds, as `held` finds it."""

    def read(held: Held) -> str:
        value = getattr(held.report, name, "")
        return day_words(value) if isinstance(value, date) else value

    return read


def _entry(name: str, label: str, meaning: str, width: int = 14, also: tuple[str, ...] = ()) -> Column:
    return Column(name, label, _of_entry(name), meaning, "edit_ledger", width=width, also=also)


STATUSES = tuple(str(label) for _code, label in REPORTABLE)

COLUMNS: tuple[Column, ...] = (
    *LETTER,
    Column(
        "strength",
        "力度",
        lambda held: held.action.get_strength_display(),
        "具体、原则性或附条件。",
        "edit_action",
        "choice",
        9,
        tuple(str(label) for label in StrengthChoices.labels),
    ),
    Column(
        "categories",
        "类别",
        lambda held: each_word(sorted(each.name for each in held.action.categories.all())),
        f"登记的类别；几个类别用{SEVERAL}隔开。",
        "edit_action",
        width=14,
    ),
    Column(
        "lead",
        "主责单位",
        lambda held: held.action.lead.name if held.action.lead else "",
        "对这一条负责的单位，写登记的名称。",
        "assign_lead",
        width=16,
        also=("主办单位", "承办单位", "牵头单位", "责任单位"),
    ),
    Column(
        "partners",
        "协办单位",
        lambda held: each_word(each.name for each in held.action.partners.all()),
        "函里写明一起做的单位。",
        width=16,
        also=("会办单位", "配合单位"),
    ),
    Column("due_text", "期限（原文）", lambda held: held.action.due_text, "函里写的期限。", width=12),
    Column(
        "due_on",
        "完成时限",
        lambda held: day_words(held.action.due_on),
        "现在的期限，某年某月某日。改了要写时限变更理由；理由和新旧期限会一起公开。",
        "revise_deadline",
        "date",
        11,
        also=("时限", "完成期限", "办结时限", "期限", "调整后时限"),
    ),
    Column(
        "due_on_first",
        "最初时限",
        lambda held: day_words(held.action.due_on_first),
        "最初的期限。",
        kind="date",
        width=11,
    ),
    Column(
        "due_reason",
        "时限变更理由",
        lambda held: "",
        "只在改完成时限时写，导出时总是空的。会公开。",
        "revise_deadline",
        width=18,
        also=("未完成原因", "延期原因", "变更理由"),
    ),
    _entry("measures", "落实措施", "打算怎样落实。不公开。", 30, ("落实措施/计划", "落实计划", "工作措施")),
    _entry("year_goal", "当年目标", "今年做到哪一步。不公开。", 22, ("当年工作目标", "年度目标")),
    _entry("office", "责任科室", "承办的科室。不公开。", 12, ("承办科室", "科室", "责任科室/责任人")),
    _entry("officer", "责任人", "具体负责的人。不公开。", 10, ("经办人", "责任领导", "负责人", "联系人")),
    _entry("phone", "联系电话", "责任人的电话。不公开。", 14, ("电话", "联系方式")),
    Column(
        "status",
        "状态",
        lambda held: str(held.action.get_status_display()),
        "已公开的进展所说的状态。改了就是填报一条新的进展，要写进展情况和发生日期，除“受阻”外还要有佐证。"
        "“尚未反馈”只表示还没有公开的进展。",
        "record_update",
        "choice",
        10,
        STATUSES,
        ("进展状态", "落实情况", "完成情况", "办理状态"),
    ),
    Column(
        "happened_on",
        "发生日期",
        _of_report("happened_on"),
        "这次进展发生的那天，不是填表的那天；填报新的进展要改成新的日期。会公开。",
        "record_update",
        "date",
        11,
        also=("进展日期", "完成日期", "销号日期"),
    ),
    Column(
        "progress",
        "进展情况",
        _of_report("reason"),
        "做了什么、凭什么这样说。改了就是填报一条新的进展。会公开。",
        "record_update",
        width=40,
        also=("进展", "落实进展", "工作进展", "进展情况（按月/季）"),
    ),
    Column(
        "evidence",
        "佐证材料",
        lambda held: "\n".join(written_out(each) for each in held.report.evidence.all()) if held.report else "",
        "一行一件：网址（前面可以写名称），或文件的名称。单元格里换行按 Alt+Enter。文件请在系统里上传。会公开。",
        "record_update",
        width=30,
        also=("佐证", "证明材料", "附件"),
    ),
    Column(
        "flags",
        "提示",
        lambda held: each_word(held.flags),
        "已逾期、已过所述期限尚未反馈、久未更新、有进展待审核等；由系统算出。",
        width=14,
        also=("预警",),
    ),
    Column(
        "check_remark",
        "核查意见",
        _of_entry("check_remark"),
        "审核员核查的意见；填报员不能改。不公开。",
        "check_ledger",
        width=20,
        also=("核查情况", "督查意见"),
    ),
    _entry("remarks", "备注", "别的要记的。不公开。", 20),
    Column(
        "is_public",
        "是否公开",
        lambda held: "已公开" if held.action.is_public else "没有公开",
        "公众现在看不看得到这一条。",
        width=9,
    ),
    Column("url", "网址", lambda held: held.address, "这一条在系统里的页面。", width=20, also=("链接",)),
)
BY_NAME = {column.name: column for column in COLUMNS}
NAMES = [column.name for column in COLUMNS]
CODE_LABEL = "校验码"
CODE_MEANING = "导出时各格的指纹，导入时凭它知道哪些格改过，请不要动它。这一列是隐藏的，整行复制时会跟着走。"
