"""The same letter as text in three encodings, as a page of a site, a Word document and a PDF: the same reading."""

import pytest

from policies.reader import decode, text_of
from tests.labelled import LETTERS

from . import forms
from .test_documents import reading

FORMS = [forms.gb18030, forms.utf16, forms.web_page, forms.word, forms.pdf]
# National and local ones, with headings and without, with several who are answered, in traditional characters, with
# promises and with none.
NAMES = [
    "d01_nongye_02318_2026",
    "d03_minzheng_6042_2026",
    "d04_jiaotong_1876_2027_big5",
    "d09_wenlv_5118_2025",
    "d10_shengtai_00317_2026_party",
    "d17_hewan_telecom_120_2027_C",
    "d18_shuangcha_zj_29_2026_tabs",
    "d24_qinghe_sw_54057_2027_group",
    "d28_linjiang_wj_bingan_0123_0456",
    "d31_dongdu_bus_16_2026_A_done",
    "d34_yunjiang_cz_652042_huiban",
    "samr_04847",
    "held/h03_linghu_wenwu_0412_2027",
    "held/h10_baisha_wj_310_2027_halfwidth",
    "held/h18_sujiang_sf_0123_0456_2026",
    "county/c01",
    "county/c07",
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_the_form_of_a_letter_changes_nothing(name, form):
    [file] = LETTERS.glob(f"{name}*.txt")
    text = decode(file.read_bytes())
    found = text_of(form(text))
    assert reading(found) == reading(text)


@pytest.mark.parametrize("name", ["d09_wenlv_5118_2025", "samr_04847"])
def test_the_pdf_has_several_pages(name):
    data = forms.pdf(decode((LETTERS / f"{name}.txt").read_bytes()))
    assert data.count(b"/Type /Page\n") > 1
