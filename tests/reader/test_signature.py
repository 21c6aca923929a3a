"""Signers and the day under the letter; damage is told, not repaired."""

import pytest

from policies.reader import as_json, read_letter

HEAD = "王小山委员：\n\n您提出的关于助餐的提案收悉。现答复如下：\n\n我市有助餐点12处。\n\n感谢您的关心！\n\n"


def signed(tail, head=""):
    reading = as_json(read_letter(head + HEAD + tail))
    return reading["issuers"], reading["issued_on"]


@pytest.mark.parametrize(
    ("tail", "issuers", "day"),
    [
        pytest.param("青原市民政局\n\n2031年7月9日", ["青原市民政局"], "2031-07-09", id="two-lines"),
        pytest.param("2031年7月9日\n青原市民政局", ["青原市民政局"], "2031-07-09", id="date-first"),
        pytest.param("青原市民政局 2031年7月9日", ["青原市民政局"], "2031-07-09", id="one-line"),
        pytest.param("区卫健局　区财政局\n2031年7月9日", ["区卫健局", "区财政局"], "2031-07-09", id="two-signers"),
        pytest.param(
            "青原市民政局（盖章）\n２０３１年７月９日", ["青原市民政局"], "2031-07-09", id="seal-and-full-width"
        ),
        pytest.param("青原市民政局\n二○三一年十二月三十一日", ["青原市民政局"], "2031-12-31", id="chinese"),
        pytest.param("青原公交公司\n二0三一年七月九日", ["青原公交公司"], "2031-07-09", id="latin-zero"),
        pytest.param("承办单位：青原市民政局\n2031年7月9日", ["青原市民政局"], "2031-07-09", id="label"),
        pytest.param("海 关 总 署\n2031年7月9日", ["海关总署"], "2031-07-09", id="set-wide"),
        pytest.param("青原县供销合作社联合社\n2031年7月9日", ["青原县供销合作社联合社"], "2031-07-09", id="联合社"),
        pytest.param("青原市民政局\n203179", ["青原市民政局"], None, id="characters-dropped"),
        pytest.param("青原市民政局\n2031年9", ["青原市民政局"], None, id="cut"),
        pytest.param("青原市民政局\n2031年13月9日", ["青原市民政局"], None, id="no-such-day"),
        pytest.param("主办：青原市民政局办公室 网站地图", [], None, id="footer"),
        pytest.param("", [], None, id="nothing"),
    ],
)
def test_signature(tail, issuers, day):
    assert signed(tail) == (issuers, day)


def test_a_letter_in_one_line_may_go_on_behind_its_date():
    letter = "王小山委员：您提出的关于助餐的提案收悉。现答复如下：二、下一步工作 加强管理。感谢关心！ 青原市民政局 2031年7月9日 "
    assert signed("", letter + "联系人：李湖") == (["青原市民政局"], "2031-07-09")


@pytest.mark.parametrize(
    ("head", "tail", "day"),
    [
        pytest.param(
            "成文日期：2031-07-01\n\n", "青原市民政局\n2031年7月9日", "2031-07-09", id="signature-before-label"
        ),
        pytest.param("成文日期：2031-07-01\n\n", "青原市民政局\n203179", "2031-07-01", id="label-for-damaged"),
        pytest.param("发文日期：2031-07-01\n\n", "", "2031-07-01", id="sent-for-missing"),
        pytest.param("发文日期：2031-07-01\n\n", "青原市民政局\n203179", None, id="sent-not-for-damaged"),
        pytest.param("发布日期：2031-07-01\n\n", "", None, id="published-never"),
    ],
)
def test_what_stands_in_for_the_date(head, tail, day):
    assert signed(tail, head)[1] == day


def test_the_issuer_of_the_labels_stands_in_for_a_signer():
    assert signed("2031年7月9日", "发布机构：青原县民政局\n\n") == (["青原县民政局"], "2031-07-09")


def test_a_date_in_running_text_is_no_signature():
    assert signed("我局于2031年5月7日到现场踏勘。")[1] is None
