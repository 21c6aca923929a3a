"""Reading a page as its readers do: its words, and which of them are marked as Chinese."""

import re
from html.parser import HTMLParser

CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
VOID = {"meta", "link", "input", "br", "hr", "img"}


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.languages, self.words, self.is_data = [], [], False

    def handle_starttag(self, tag, attrs):
        self.is_data = tag == "script"
        if tag not in VOID:
            self.languages.append(dict(attrs).get("lang") or (self.languages or [""])[-1])

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.languages.pop()
        self.is_data = False

    def handle_data(self, data):
        if data.strip() and not self.is_data:
            self.words.append((self.languages[-1], data.strip()))


def words_of(response) -> list[tuple[str, str]]:
    """Return the texts of a page, each with the language in which it is marked."""
    reader = _Reader()
    reader.feed(response.content.decode())
    assert reader.languages == []  # every element was closed
    return reader.words


def text_of(response) -> str:
    return " ".join(words for _, words in words_of(response))


def addresses_on(response) -> set[str]:
    """Return where the links of a page lead within the site, without the place on the page."""
    found = re.findall(r'href="([^"#]+)', response.content.decode())
    here = response.request["PATH_INFO"]
    whole = {f"{here}{address}" if address.startswith("?") else address for address in found}
    return {address.replace("&amp;", "&") for address in whole if re.match(r"/(?!static/|/)", address)}


def stray_chinese(response) -> list[str]:
    """Return the Chinese that an English page does not mark as Chinese."""
    return [words for language, words in words_of(response) if language != "zh-Hans" and CJK.search(words)]


def ids_on(response, noun: str) -> list[int]:
    """Return the numbers of the things that a list links to, in the order of its rows."""
    pattern = rf'class="row-quote"><a href="(?:/en)?/{noun}/(\d+)/"'
    return [int(pk) for pk in re.findall(pattern, response.content.decode())]


def link(response, rel: str) -> str | None:
    """Return the query of the link to the next or the previous page."""
    found = re.search(rf'<a\s+rel="{rel}"\s+href="([^"]*)"', response.content.decode())
    return found and found[1].replace("&amp;", "&")


def link_in(letter) -> str:
    """Return where the link in a letter leads within the site."""
    return re.search(r"^http://127\.0\.0\.1:8000(/\S+)$", letter.body, re.M)[1]


def choose(client, link: str, password: str):
    """Open the link of a letter and choose a password; return the page that follows."""
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"new_password1": password, "new_password2": password}, follow=True)
