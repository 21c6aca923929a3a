"""A web page -> the words that its reader sees."""

from time import monotonic

import pytest

from policies.reader import CannotRead, text_of

LETTER = "<p>王小山委员：</p><p>您提出的提案收悉，现答复如下：</p>"
WORDS = "王小山委员：\n\n您提出的提案收悉，现答复如下："


def page(body, head=""):
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(LETTER, WORDS, id="paragraphs"),
        pytest.param(f"<script>var a='答复'</script><style>p</style>{LETTER}", WORDS, id="script-and-style"),
        pytest.param(f"<nav>首页</nav><header>政府</header>{LETTER}<footer>备案</footer>", WORDS, id="around"),
        pytest.param(f"<form><input value='搜索'>搜索<button>找</button></form>{LETTER}", WORDS, id="search-form"),
        pytest.param(f"<form id='aspnet'>{LETTER}</form>", WORDS, id="one-form-around-all"),
        pytest.param(f"{LETTER}<p style='color:red; display: none'>隐藏</p><p hidden>隐藏</p>", WORDS, id="hidden"),
        pytest.param("现答复<span>如</span><b>下：</b>一<br>二", "现答复如下：一\n二", id="inline-and-break"),
        pytest.param("<p>加强\n   监管，\n 完善</p>", "加强监管，完善", id="line-broken-in-the-source"),
        pytest.param("<p>一&emsp;&lt;二&gt;&nbsp;三</p>", "一\u2003<二>\u00a0三", id="entities"),
        pytest.param("<!-- 答复 --><p>一</p>", "一", id="comment"),
        pytest.param("<p>甲</p>\n\n<div></div><div></div><p>乙</p>", "甲\n\n乙", id="no-heap-of-blank-lines"),
        pytest.param(
            "<table><tr><th>文号：</th><td>甲〔2026〕1号</td><th>索引号</th><td><p>123</p></td></tr>"
            "<tr><td>日期：</td><td>2026-01-02</td></tr></table>",
            "文号：甲〔2026〕1号\t索引号\t123\n\n日期：2026-01-02",
            id="cells",
        ),
        pytest.param(
            f"<table><tr><td><table><tr><td>首页</td><td>政务</td></tr></table>{LETTER}<p>{'已办。' * 40}</p></td></tr></table>",
            f"首页\t政务\n\n{WORDS}\n\n{'已办。' * 40}",
            id="layout-table",
        ),
    ],
)
def test_words(body, text):
    assert text_of(page(body)) == text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="utf-8"),
        pytest.param("gb2312", "gbk", id="gb2312-that-is-gbk"),
        pytest.param("gbk", "gb18030", id="gbk"),
        pytest.param("utf-8", "gb18030", id="utf-8-that-is-not"),
        pytest.param("utf-8", "utf-16", id="mark-before-all"),
        pytest.param("utf-8", "utf-8-sig", id="utf-8-mark"),
        pytest.param("no-such", "gb18030", id="unknown"),
        pytest.param("big5", "big5", id="big5"),
    ],
)
def test_encodings(declared, encoding):
    words = "國家關於答復" if encoding == "big5" else "国家关于答复①"
    data = page(f"<p>{words}</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert text_of(data.decode().encode(encoding)) == words


def test_a_piece_of_a_page_is_known_by_its_name():
    assert text_of(LETTER.encode(), "答复.HTM") == WORDS
    assert text_of(LETTER.encode(), "答复.txt") == LETTER
    assert text_of("只有文字".encode(), "答复.html") == "只有文字"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"<html></html>", "page_empty", id="nothing"),
        pytest.param(page("<script>show()</script><div id='app'></div>"), "page_empty", id="shown-by-a-script"),
        pytest.param(page("<div>" * 10_000 + LETTER), "file_broken", id="absurdly-deep"),
        pytest.param(page("a\0"), "file_binary", id="nul"),
        pytest.param(page("a" * 2_000_000), "file_too_large", id="too-many-characters"),
        pytest.param(page("").decode().encode() + b"\xff\xff", "file_encoding", id="no-encoding"),
    ],
)
def test_refused(data, code):
    with pytest.raises(CannotRead) as refused:
        text_of(data, "a.html")
    assert refused.value.code == code


@pytest.mark.parametrize("piece", ["<!-- -->", "<!-->", "<!-- ", " \n", "<?xml >", "<meta charset=", "<"])
def test_a_long_beginning_is_read_in_time(piece):
    """Each would take for ever if what stands before a page were tried in every way."""
    begun = monotonic()
    assert text_of(f"{piece * 1_000}<p>答复</p>".encode(), "a.txt")
    assert monotonic() - begun < 2


def test_comments_may_stand_before_a_page():
    assert text_of(b"\n <!-- a --> <!-- b -->\n" + page("<p>一</p>"), "a.txt") == "一"


def test_entities_of_its_own_grow_to_nothing():
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    data = f'<!DOCTYPE html [<!ENTITY a0 "答复">{bomb}<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&a9;&x;'
    assert len(text_of(data.encode())) < len(data)
    assert "root:" not in text_of(data.encode())
