"""Who is answered, and how many the letter says they are."""

import pytest

from policies.reader import read_letter


def addressees(line):
    letter = read_letter(
        f"关于市政协四届五次会议第21号提案的答复\n\n{line}\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n已办。\n"
    )
    return [name.value for name in letter.addressees], letter.addressee_count


@pytest.mark.parametrize(
    ("line", "names", "count"),
    [
        pytest.param("赵小山委员：", ["赵小山"], 1, id="one"),
        pytest.param("赵小山、钱大江代表:", ["赵小山", "钱大江"], 2, id="two"),
        pytest.param("赵小山并钱大江、孙河代表：", ["赵小山", "钱大江", "孙河"], 3, id="lead-and-others"),
        pytest.param("李湖等6名代表：", ["李湖"], 6, id="count"),
        pytest.param("周海（等十位）代表：", ["周海"], 10, id="count-in-brackets"),
        pytest.param("李湖代表（等10位）：", ["李湖"], 10, id="count-in-brackets-behind"),
        pytest.param("王小山代表（驻青原）：", ["王小山"], 1, id="brackets-without-count"),
        pytest.param("赵小山、\n  钱大江等5位代表：", ["赵小山", "钱大江"], 5, id="broken-between-names"),
        pytest.param("吕小山同志：", ["吕小山"], 1, id="同志"),
        pytest.param("李湖、吴溪等委员：", ["李湖", "吴溪"], 2, id="等-without-number"),
        pytest.param("尊敬的王小山委员：您好!", ["王小山"], 1, id="greeting"),
        pytest.param("阿依木·热合曼委员、麦秋委员：", ["阿依木·热合曼", "麦秋"], 2, id="middle-dot"),
        pytest.param("李四、王和平、张国及代表：", ["李四", "王和平", "张国及"], 3, id="和-in-a-name"),
        pytest.param("孟和、白音查干代表：", ["孟和", "白音查干"], 2, id="和-at-the-end-of-a-name"),
        pytest.param("沃云舟、和二娃委员：", ["沃云舟", "和二娃"], 2, id="和-as-a-surname"),
        pytest.param("XXX代表：", ["XXX"], 1, id="masked"),
        pytest.param("王小山、李湖委员", ["王小山", "李湖"], 2, id="no-colon"),
        pytest.param("市民建：", ["市民建"], 1, id="party-in-short"),
        pytest.param("民进青原区委：", ["民进青原区委"], 1, id="party"),
        pytest.param("河口乡政协联络组：", ["河口乡政协联络组"], 1, id="group"),
        pytest.param("赵小山等11名代表、钱大江代表：", ["赵小山", "钱大江"], 12, id="count-behind-the-first"),
        pytest.param(
            "赵小山、钱大江委员，农工党清砚市委会：",
            ["赵小山", "钱大江", "农工党清砚市委会"],
            3,
            id="group-behind-names",
        ),
        pytest.param("关　山代表：", ["关山"], 1, id="name-set-wide"),
        pytest.param("赵小山 钱大江代表：", ["赵小山", "钱大江"], 2, id="names-with-a-space-between"),
        pytest.param("市民政局：", ["市民政局"], 1, id="unit"),
        pytest.param(
            "县发展和改革局并赵小山代表：", ["县发展和改革局", "赵小山"], 2, id="和-inside-the-name-of-a-unit"
        ),
        pytest.param("市政协提案委员会：", ["市政协提案委员会"], 1, id="提案委员会"),
        pytest.param(
            "市政协提案委员会并赵小山、钱大江委员：", ["市政协提案委员会", "赵小山", "钱大江"], 3, id="unit-and-names"
        ),
        pytest.param("", [], 0, id="removed"),
    ],
)
def test_addressees(line, names, count):
    assert addressees(line) == (names, count)


def test_the_answer_may_follow_on_the_same_line():
    letter = read_letter("王小山代表：您提出的关于助餐的建议收悉，现答复如下：\n下一步，我局将新建助餐点2处。\n")
    assert [name.value for name in letter.addressees] == ["王小山"]
    assert len(letter.commitments) == 1
