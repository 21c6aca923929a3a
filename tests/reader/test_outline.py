"""The headings that lead through a letter."""

from pathlib import Path

from policies.reader import find_headings, read_letter

LETTERS = Path(__file__).resolve().parent.parent / "letters"


def told(text: str) -> list[tuple[int, str]]:
    return [(heading.level, heading.span.of(text)) for heading in find_headings(text)]


def test_every_heading_of_a_ministrys_letter_is_found():
    text = read_letter((LETTERS / "samr_04847.txt").read_text(encoding="utf-8")).text
    assert told(text) == [
        (0, "一、已开展的工作"),
        (1, "（一）贯彻落实党中央、国务院决策部署，加强质量强国战略引领"),
        (1, "（二）创新完善质量政策体系，构建大质量工作格局"),
        (1, "（三）强化质量品牌建设和保护，提升产品服务供给水平"),
        (1, "（四）建设现代化质量基础设施，提升综合服务效能"),
        (0, "二、下一步工作"),
        (1, "（一）加快推进建设质量强国"),
        (1, "（二）持续加强质量品牌建设"),
        (1, "（三）推进构建高水平质量基础设施"),
    ]


LETTER = "某委员：\n\n您提出的提案收悉。现答复如下：\n\n{}\n\n感谢您的关心。\n\n青原县水利局\n2031年5月1日"


def test_several_headings_in_one_line_are_told_apart():
    text = LETTER.format("一、基本情况。水库建成多年。\n二、今后打算。1.扩面提质。新建两处。2.延伸链条。办好一处。")
    assert [words for _, words in told(text)] == ["一、基本情况", "二、今后打算", "1.扩面提质", "2.延伸链条"]


def test_sentences_are_no_headings():
    text = LETTER.format(
        "一、我局已建成水库3座。运行良好。\n二、目前正在施工。明年完工。\n下一步，我局将新建一座水库。"
    )
    assert told(text) == []
    assert told("") == told("没有标题的一封信。") == []
