"""The mark A to D, where offices write it, and what looks like one."""

import pytest

from policies.reader import read_letter

TITLE = "关于市政协四届五次会议第21号提案的答复"
BODY = "\n\n王小山委员：\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n我市有助餐点12处。\n\n"


@pytest.mark.parametrize(
    ("head", "tail", "mark"),
    [
        pytest.param("办理结果：B\n" + TITLE, "", "B", id="label"),
        pytest.param("类  别: C\n" + TITLE, "", "C", id="padded-label"),
        pytest.param("(A类)\n" + TITLE, "", "A", id="brackets"),
        pytest.param("B\n" + TITLE, "", "B", id="bare-letter"),
        pytest.param("乙类（B）\n" + TITLE, "", "B", id="both-ways"),
        pytest.param("青民复〔2031〕5号(B类)\n" + TITLE, "", "B", id="behind-the-number"),
        pytest.param("A      青民复〔2031〕5号\n" + TITLE, "", "A", id="before-the-number"),
        pytest.param(TITLE + "（B）", "", "B", id="in-the-title"),
        pytest.param(TITLE, "办复类别：乙类", "B", id="at-the-end"),
        pytest.param(TITLE, "办理类别：A类\n\n青原市民政局\n2031年7月9日", "A", id="above-the-signature"),
        pytest.param("〔C〕\n" + TITLE, "", "C", id="square-brackets"),
        pytest.param("青民复〔2031〕5号 〔B〕\n" + TITLE, "", "B", id="square-brackets-behind-the-number"),
        pytest.param("（A类，同意公开）\n" + TITLE, "", "A", id="with-consent"),
        pytest.param(TITLE, "青原市民政局\n2031年7月9日\n（A）", "A", id="below-the-signature"),
        pytest.param(TITLE, "青原市民政局\n2031年7月9日\nA", None, id="bare-letter-below"),
        pytest.param("类别:提案\n" + TITLE, "", None, id="kind-of-item"),
        pytest.param(TITLE, "联系人：B座王某", None, id="letter-in-an-address"),
        pytest.param(TITLE, "您的建议已全部办结，办理结果为A类。感谢您的关心。", "A", id="told-in-the-letter"),
        pytest.param(TITLE, "经鉴定为C级危房。", None, id="another-grade"),
        pytest.param(TITLE, "", None, id="none"),
    ],
)
def test_outcome(head, tail, mark):
    found = read_letter(head + BODY + tail).outcome
    assert (found.value if found else None) == mark
