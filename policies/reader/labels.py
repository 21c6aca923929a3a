"""The labels of a page's metadata, and what each stands for."""

import re
from typing import NamedTuple

from .shapes import new

KEYS = {
    "title": "标题 名称 信息名称 公文名称 文件名称 中文名",
    "index_number": "索引号 索引 信息索引 信息编码 公开目录编号",
    "document_number": "文号 发文字号 文件编号 公文文号 发文号 编号",
    "subject": "主题分类",
    "department": "所属机构 责任部门 信息所属单位 机构分类",
    "issuer": "发布机构 发文机关 发文机构 发布机关 发文单位",
    "written": "成文日期 生成日期",
    "sent": "发文日期",
    "published": "发布日期 发布时间 公开日期",
    "summary": "内容概述",
    "": (
        "主办单位 承办单位 来源 信息来源 产生日期 生效日期 实施日期 著录日期 发表时间 信息时间 更新时间 答复时间"
        " 失效日期 废止日期 有效日期 日期 时间 组配分类 体裁分类 信息分类 信息类别 行业分类 公文类型 公开目录 类别 分类"
        " 主题词 关键字 关键词 所属主题 公开方式 公开范围 公开属性 公开类别 公开形式 是否同意公开 有效性 时效 时效性 是否有效"
        " 效力状态 建议人 提出人 提案人 领衔代表 原建议提出者 签发人 领导签发 领导签批 审签 责任领导 主管领导 承办负责人"
        " 浏览次数 访问次数 阅读次数 阅读量 浏览量 浏览 点击 点击数 字号 字体 编辑 审核 打印 分享 分享到 当前位置 您的位置"
        " 导读 今天是 办理结果 办复类别 内容 作者 责任编辑 评论"
    ),
}
"""Key -> its labels; those of "" end the value before them and say nothing that is read."""

KEY_OF = {label: key for key, labels in KEYS.items() for label in labels.split()}
LABELS = sorted(KEY_OF, key=len, reverse=True)

# Words that are found in running text too: a label only with a colon or alone on a line.
WEAK = {
    *("标题", "名称", "索引", "编号", "来源", "日期", "时间", "类别", "分类", "字号", "字体", "编辑", "审核", "打印"),
    *("分享", "内容", "作者", "浏览", "点击", "时效", "审签", "导读", "评论", "今天是"),
}

# 文 号 : the letters of a label may be set apart.
BEGINS = "".join(sorted({label[0] for label in KEY_OF}))
# Those that begin alike stand together, the longer before the shorter.
SPELLED = "|".join(
    first + " ?(?:" + "|".join(" ?".join(label[1:]) for label in LABELS if label[0] == first) + ")" for first in BEGINS
)
BULLETS = "-•*·●・○◆■"
# 索引号: X1 主题分类: 民政   文号青民函〔2031〕9号   公开方式 主动公开
# At the start of a line, or behind a space or a value's end. 〔发文机关〕 民政局: in a box of its own.
LABEL = re.compile(
    rf"(?<![^ 　：【（])(?:[{BULLETS}]? ?(?=[{BEGINS}])(?P<label>{SPELLED})(?P<colon> ?： ?)?"
    rf"|〔 ?(?=[{BEGINS}])(?P<boxed>{SPELLED}) ?〕[ ：]*)"
)
FIRST = f"{BULLETS}{BEGINS} 〔"
"""What a label begins with, its bullet or box included."""
ABOUT = re.compile("(?:关于|对).{2,60}(?:答复|回复|复函|的函)(?:（[^（）]{1,20}）)?$")


class Label(NamedTuple):
    """What a label stands for ("" for what is not read), and where it stands in its line."""

    key: str
    start: int
    end: int


def find_labels(line: str) -> list[Label]:
    """Return the labels of a folded line, in order; none where it does not begin with one."""
    if "：" not in line and "〕" not in line and not (line[:1] in FIRST and LABEL.match(line)):
        return []
    labels = []
    for found in LABEL.finditer(line):
        name, colon, boxed = found.group("label", "colon", "boxed")
        name, colon = (name or boxed).replace(" ", ""), colon or boxed
        if name in WEAK and not colon and found.end() < len(line) and not _is_named(name, line, found):
            continue
        if not labels and not colon and found.start() > 0 and found[0][0] not in BULLETS:
            continue
        labels.append(new(Label, (KEY_OF[name], *found.span())))
    return labels


def _is_named(name: str, line: str, found: re.Match[str]) -> bool:
    """Say whether a name without a colon is a line of a list of labels: - 名称青原市民政局关于…的答复"""
    return found.start() == 0 and KEY_OF[name] == "title" and ABOUT.search(line, found.end()) is not None
