"""Readings (读取): what one version of the reader made of a letter, and the doubts that people settle."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from policies import reader

# Doubts that only the record can have; those of the reader have their sentences there.
SENTENCES = {
    "place_unknown": _("看不出是哪个行政区的答复；请选定行政区。"),
    "session_unknown": _("看不出提案或建议属于哪一次会议；请补上届次，或留空。"),
    "unit_unknown": _("“%s”不是已登记的单位；请登记这个单位，或给它加一个简称。"),
    "same_number": _("另一件答复（%s 号）的文号相同；请看是不是同一件。"),
    "reading_field": _("新的读取与登记内容不同（%s）；请决定采用与否。"),
    "reading_adds": _("新的读取多出一条举措（正文第 %s 字起）；请决定采用与否。"),
    "reading_changes": _("新的读取对一条举措读得不同（正文第 %s 字起）；请决定采用与否。"),
    "reading_drops": _("新的读取里没有这条举措（正文第 %s 字起）；请决定采用与否。"),
}
DIFFERENCES = tuple(code for code in SENTENCES if code.startswith("reading_"))
"""Codes of what a newer reading says otherwise than the record."""

RECORD_ONLY = frozenset(SENTENCES)
"""Codes of doubts that looking at the letter does not settle."""

# Which entry answers a doubt: a field of the letter, of its proposals, or of its actions.
ANSWERED_BY = {
    "no_title": "title",
    "title_damaged": "title",
    "no_document_number": "document_number",
    "document_number_damaged": "document_number",
    "same_number": "document_number",
    "no_issuer": "issuers",
    "issuer_from_metadata": "issuers",
    "unit_unknown": "units",
    "no_issued_on": "issued_on",
    "issued_on_from_metadata": "issued_on",
    "issued_on_damaged": "issued_on",
    "dates_conflict": "issued_on",
    "no_addressee": "addressees",
    "addressee_masked": "addressees",
    "addressees_not_all_named": "addressees",
    "place_unknown": "place",
    "no_proposal": "proposals",
    "no_session": "session",
    "session_unknown": "session",
    "no_proposal_number": "number",
    "no_proposal_title": "proposal_title",
    "no_next_steps": "actions",
    "no_actions": "actions",
    "due_not_reckoned": "deadline",
    "due_before_letter": "deadline",
}


def reader_language() -> str:
    """Return the language of the reader's sentences that goes with the page's: `zh` or `en`."""
    return "en" if (get_language() or "").startswith("en") else "zh"


class Reading(models.Model):
    """The JSON of one reading. A later one stands beside it; none is overwritten."""

    reply = models.ForeignKey(
        "policies.Reply", on_delete=models.CASCADE, related_name="readings", verbose_name=_("答复")
    )
    reader_version = models.CharField(_("读取程序版本"), max_length=20)
    result = models.JSONField(_("读取结果"))
    read_at = models.DateTimeField(_("读取时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("读取")
        ordering = ["-reply_id", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reading_names_its_reader",
                condition=~Q(reader_version=""),
                violation_error_message=_("写明读取程序的版本。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader_version} · {timezone.localtime(self.read_at):%Y-%m-%d}"


class Doubt(models.Model):
    """One thing that a person should look at. Resolved when somebody did."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="doubts", verbose_name=_("读取"))
    code = models.CharField(_("代码"), max_length=40)
    about = models.CharField(_("所指文字"), max_length=300, blank=True)
    resolved_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("处理人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("疑点")
        ordering = ["reading", "pk"]
        constraints = [
            models.CheckConstraint(
                name="doubt_resolved_at_and_by_go_together",
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                violation_error_message=_("处理疑点要同时记下时间和人。"),
            )
        ]

    def __str__(self) -> str:
        if sentence := SENTENCES.get(self.code):
            return sentence % self.about if "%s" in str(sentence) else str(sentence)
        return reader.sentence(reader.Doubt(self.code, self.about), reader_language())

    @property
    def reply(self):
        return self.reading.reply

    @property
    def is_confirmed(self) -> bool:
        """Say whether a person stands for the reading of its letter."""
        return self.reply.is_confirmed
