"""The table of source addresses beside the letters: read in any encoding, checked before anything is stored."""

import pytest
from django.core.management import CommandError

from policies.models import Reply
from tests.factories import make_place
from tests.ingest.test_bulk import write
from tests.ingest.test_ingest import short
from tests.management.test_commands import run

pytestmark = pytest.mark.django_db
URL = "https://example.org/letters/1"


@pytest.fixture
def folder(tmp_path):
    make_place()
    return write(
        tmp_path / "in", {"2031/甲.txt": short(), "2032/甲.txt": short(number="0022"), "乙.txt": short(number="0023")}
    )


def ingest_with(folder, table: str | bytes) -> str:
    path = folder.parent / "addresses.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    return run("ingest", str(folder), "--addresses", str(path))


def addresses() -> dict[str, str]:
    return dict(Reply.objects.values_list("proposals__number", "source_url"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_each_file_gets_its_address(folder, encoding):
    table = f"file,url\r\n2031/甲.txt,{URL}1\r\n2032\\甲.txt,{URL}2\r\n乙.txt,{URL}3\r\n"
    ingest_with(folder, table.encode(encoding))
    assert addresses() == {"0021": f"{URL}1", "0022": f"{URL}2", "0023": f"{URL}3"}


def test_headings_may_be_chinese_and_a_place_be_given(folder):
    make_place("云山市", level="city")
    ingest_with(folder, f"网址,文件,行政区\n{URL},乙.txt,云山市\n,2031/甲.txt,云山市\n")
    assert dict(Reply.objects.values_list("proposals__number", "place__name")) == {
        "0021": "云山市", "0022": "青原县", "0023": "云山市",
    }  # fmt: skip
    assert addresses() == {"0021": "", "0022": "", "0023": URL}


def test_a_line_for_no_file_is_told(folder):
    told = ingest_with(folder, f"file,url\n丙.txt,{URL}\n")
    assert "第 2 行：没有找到文件“丙.txt”" in told
    assert Reply.objects.count() == 3


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        pytest.param("file,address\n", "第 1 行：要有 file 和 url 两列", id="heading"),
        pytest.param("", "第 1 行：要有 file 和 url 两列", id="empty"),
        pytest.param(
            f"file,url\n乙.txt,{URL}\n\n甲.txt,{URL}\n", "第 4 行：叫“甲.txt”的文件有 2 个", id="which-of-two"
        ),
        pytest.param("file,url\n乙.txt,ftp://example.org/1\n", "第 2 行：网址“ftp://example.org/1”不对", id="ftp"),
        pytest.param("file,url\n乙.txt,javascript:alert(1)\n", "第 2 行：网址", id="script"),
        pytest.param(f"file,url\n乙.txt,{URL}\n乙.txt,{URL}\n", "第 3 行：文件“乙.txt”写了 2 次", id="twice"),
        pytest.param(f"file,url\n,{URL}\n", "第 2 行：没有写文件", id="no-file"),
        pytest.param(f"file,url,place\n乙.txt,{URL},县\n", "第 2 行：没有行政区“县”", id="county-alone"),
        pytest.param(b"file,url\n\xff\xff,x\n", "认不出编码", id="encoding"),
        pytest.param(f'file,url\n"乙.txt,{URL}\n' + "x" * 140_000, "不是 CSV", id="no-csv"),
    ],
)
def test_a_wrong_line_is_told_with_its_number_before_anything_is_stored(folder, table, sentence):
    with pytest.raises(CommandError, match="有错，什么也没有收录") as wrong:
        ingest_with(folder, table)
    assert sentence in str(wrong.value)
    assert not Reply.objects.exists()


def test_a_table_that_is_not_there(folder):
    with pytest.raises(CommandError, match="打不开"):
        run("ingest", str(folder), "--addresses", str(folder / "none.csv"))
