"""Where a row without a number belongs: its letter by 文号 or 案号, and its sentence in the letter's text."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from policies.exchange.ledger.table import words_of
from policies.models import Action, Proposal, Reply, number_key, seen

KEPT_TEXTS = 100
BRACKETS = str.maketrans("[]【】()（）〖〗［］", "〔〕" * 6)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence in a letter; `action` where there is one at it already."""

    reply: int
    start: int
    end: int
    action: int | None


class NotThere(Exception):
    """The letter, or the sentence in it, is not on record. Its text is a sentence."""


class Unclear(Exception):
    """What the row says means more than one letter, or none at all. Its text is a sentence."""


class Locator:
    """Finds the places of rows in what `by` sees. What was asked once is not asked again."""

    def __init__(self, by):
        self.by = by
        self._letters: dict[tuple, list[int]] = {}
        self._texts: dict[int, str] = {}

    def find(self, cells: Mapping) -> Place:
        """Return the place of a row. Raises NotThere or Unclear."""
        document, number, session, quote = (
            words_of(cells.get(name, "")).strip() for name in ("document_number", "proposal_number", "session", "quote")
        )
        if not quote:
            raise Unclear(_("没有编号，也没有具体举措的原文；新加的行要照函里抄一整句。"))
        if not document and not number:
            raise Unclear(_("没有编号；新加的行要写答复文号或案号，才找得到答复函。"))
        letters = self._found(document, number, session)
        called = _("文号为“%s”的答复") % document if document else _("答复第 %s 号提案或建议的函") % number
        if not letters:
            raise NotThere(_("还没有收录%s；收录以后可以再试。") % called)
        places = [place for pk in letters if (place := self._in(pk, quote))]
        if not places:
            raise NotThere(_("%s里没有这一句；请照原文抄一整句，或等收录了写有这一句的函。") % called)
        if len(places) > 1:
            told = {"called": called, "n": len(places)}
            raise Unclear(_("%(called)s有 %(n)s 件都写着这一句；请写答复文号。") % told)
        return places[0]

    def _found(self, document: str, number: str, session: str) -> list[int]:
        key = (document, "" if document else number, session)
        if key not in self._letters:
            letters = seen(self.by, Reply.objects.filter(withdrawn_at__isnull=True))
            if document:
                letters = letters.filter(document_number__in=_written(document))
            else:
                proposals = Proposal.objects.filter(number_key=number_key(number)).select_related("session__place")
                answered = [each.pk for each in proposals if not session or str(each.session or "") == session]
                letters = letters.filter(proposals__in=answered or [-1])
            self._letters[key] = list(letters.order_by("pk").values_list("pk", flat=True).distinct()[:20])
        return self._letters[key]

    def _in(self, reply: int, quote: str) -> Place | None:
        if reply not in self._texts:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            self._texts[reply] = Reply.objects.values_list("text", flat=True).get(pk=reply)
        span = span_of(self._texts[reply], quote)
        if span is None:
            return None
        known = Action.objects.filter(reply=reply, removed_at__isnull=True, split_at__isnull=True)
        there = known.filter(start__gte=span[0] - 1, start__lt=span[1], end__lte=span[1] + 1).order_by("start").first()
        same = there and bare(there.quote) == bare(quote)
        return Place(reply, *span, there.pk if same else None)


def span_of(text: str, quote: str) -> tuple[int, int] | None:
    """Return where the sentence stands: word for word, else white space apart."""
    at = text.find(quote)
    if at >= 0:
        return at, at + len(quote)
    wanted = "".join(quote.split())
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    found = "".join(text[at] for at in places).find(wanted) if wanted else -1
    return (places[found], places[found + len(wanted) - 1] + 1) if found >= 0 else None


def bare(quote: str) -> str:
    """Return a sentence without white space and its stop."""
    return "".join(quote.split()).strip("。；;，,、")


def _written(number: str) -> set[str]:
    """Return the ways in which one 文号 is written: its brackets and its width differ."""
    close = "".join(number.split())
    ours = unicodedata.normalize("NFKC", close).translate(BRACKETS)
    other = [("[", "]"), ("（", "）"), ("(", ")"), ("【", "】"), ("［", "］")]
    return {number, close, ours, *(ours.replace("〔", left).replace("〕", right) for left, right in other)}
