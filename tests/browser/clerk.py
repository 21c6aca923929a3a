"""A clerk's path in Chromium: from a letter's file to its page on the public site, with every act of hand counted.

Once as a new user would go it, once without scripts, once by marking words in the letter.
"""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.hand import Hand
from tests.browser.pages import log_in, opened, shot
from tests.browser.site import ROOT, Site

LETTER = ROOT / "tests" / "letters" / "d28_linjiang_wj_bingan_0123_0456.docx"
OTHER = ROOT / "tests" / "letters" / "d13_linjiang_jj_redlight_substitute.txt"
OFFICE = ["--place", "临江区", "--level", "county", "--unit", "临江区卫生健康局", "--administrator", "office-administrator",
          "--reporter", "office-reporter", "--reviewer", "office-reviewer"]  # fmt: skip
NUMBER = "临卫函〔2026〕41号"
SENTENCE = "今年，我局将在滨江、学府两个街道新建社区嵌入式托育园3家，新增托位180个，9月底前投入使用"
FIRST, SECOND = "今年，我局将在滨江、学府两个街道新建社区嵌入式托育园3家", "新增托位180个，9月底前投入使用"
DONE = "已与市局交警支队设施科会商"
MOST_ACTS = 20


def take_in_a_letter(browser, running: Site, shots: Path | None) -> None:
    """Upload the letter, see its marks, split one action, correct a date, confirm, publish, find it on the public site."""
    running.python("manage.py", "start_office", *OFFICE)  # a letter of an unknown place is not published
    with opened(browser, running) as page:
        hand = Hand(page)
        hand.open("/admin/")
        hand.type(page.locator("[name=username]"), "admin")
        hand.type(page.locator("[name=password]"), running.passwords["admin"])
        hand.press(page.locator("[type=submit]"))
        hand.press(page.get_by_role("link", name="收录答复"))
        shot(page, shots, "clerk-upload")
        hand.choose(page.locator("[name=file]"), LETTER)
        hand.type(page.locator("[name=place]"), "临江区")  # it signs as 区卫生健康局
        hand.press(page.get_by_role("button", name="收录答复"))

        expect(page.locator("#letter mark[id^='action-']")).to_have_count(6)
        expect(page.locator("#letter mark.due")).to_have_text(["9月底前"])
        expect(page.locator("#letter mark.field").filter(has_text=NUMBER)).to_have_count(1)
        shot(page, shots, "clerk-reading")

        card = page.locator(".card", has_text=SENTENCE)
        hand.press(card.get_by_text("拆分…"))
        hand.break_line(card.locator("[name=parts]"), "新增托位")
        hand.press(card.get_by_role("button", name="拆分"))
        expect(page.locator("#letter mark[id^='action-']")).to_have_count(7)

        card = page.locator(".card", has_text=SECOND)
        hand.press(card.get_by_text("更正…"))
        hand.type(card.locator("[name=due_on]"), "2026-09-20")
        hand.press(card.get_by_role("button", name="更正"))
        expect(page.locator(".card", has_text=SECOND)).to_contain_text("2026年9月20日")

        hand.press(page.get_by_role("button", name="确认读取"))
        expect(page.locator(".messagelist")).to_contain_text("读取已确认")
        hand.press(page.get_by_role("button", name="公开", exact=True))
        expect(page.locator(".messagelist")).to_contain_text("答复已公开")
        shot(page, shots, "clerk-published")

        hand.press(page.get_by_role("link", name="查看站点"))
        hand.press(page.get_by_role("navigation").get_by_role("link", name="答复", exact=True))
        hand.press(page.get_by_role("link", name="第0123、0456号").first)
        expect(page.locator("#letter [id^='action-']")).to_have_count(7)
        for words in (FIRST, SECOND):
            expect(page.locator("#letter").get_by_text(words)).to_be_visible()
        shot(page, shots, "clerk-public")
        assert hand.acts <= MOST_ACTS, f"{hand.acts} acts of hand"
        print(f"  {hand.acts} acts of hand")


def correct_a_reading_without_scripts(browser, running: Site, shots: Path | None) -> None:
    """The same page with scripts off: words copied from the letter become an action, which is then removed."""
    with opened(browser, running, scripts=False) as page:
        _hand_in(page, running)
        expect(page.locator(".scripted")).to_be_hidden()
        before = page.locator("#letter mark[id^='action-']").count()
        page.locator("#add summary").click()
        page.locator("#add [name=quote]").fill(DONE)
        page.locator("#add [type=submit]").click()
        expect(page.locator("#letter mark[id^='action-']")).to_have_count(before + 1)
        card = page.locator(".card", has_text=DONE)
        card.get_by_text("移除…").click()
        card.locator("[name=reason]").fill("试一试")
        card.get_by_role("button", name="移除").click()
        expect(page.locator("#letter mark[id^='action-']")).to_have_count(before)


def mark_words_in_the_letter(browser, running: Site, shots: Path | None) -> None:
    """Words marked in the letter become an action by one press, at the place where they were marked."""
    with opened(browser, running) as page:
        _hand_in(page, running)
        before = page.locator("#letter mark[id^='action-']").count()
        page.locator("#letter").evaluate(
            """letter => {
                const words = [...letter.childNodes].filter(node => node.nodeType === 3 && node.length > 20)[0];
                const range = document.createRange();
                range.setStart(words, 2);
                range.setEnd(words, 12);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }"""
        )
        words = page.evaluate("getSelection().toString()")
        page.get_by_role("button", name="设为一条举措").click()
        expect(page.locator("#letter mark[id^='action-']")).to_have_count(before + 1)
        expect(page.locator(".card", has_text=words.strip("。；，、\n "))).to_have_count(1)
        shot(page, shots, "clerk-marked")


def _hand_in(page: Page, running: Site) -> None:
    """Open the page of a letter that is handed in, for the first time or again."""
    log_in(page, running)
    page.goto("/admin/policies/reply/add/")
    page.locator("[name=file]").set_input_files(OTHER)
    page.get_by_role("button", name="收录答复").click()
    expect(page.locator("#letter")).to_be_visible()
