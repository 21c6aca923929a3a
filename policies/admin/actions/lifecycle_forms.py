"""The small forms by which reviewers replace, split and correct what is public: each asks for its reason."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin.actions.sentence_forms import SplitForm, placed
from policies.admin.lookup_fields import action_field, reply_field
from policies.admin.operations import NoQuestions, ReasonForm
from policies.admin.replies.head_forms import HeadForm
from policies.changes import HEAD
from policies.models import Action, Reply, ReplyKind, seen_or_public


class SupersedeForm(ReasonForm):
    """By which action of a later letter; those of later letters to the same proposals are offered."""

    field_order = ["by_action", "reason"]
    asks_for_whom = True

    def __init__(self, *args, obj: Action, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by_action"] = action_field(
            lambda: later_ones(obj, by),
            label=_("由第几号举措取代"),
            help_text=_("后来的答复（补充答复、再次答复）里的一条；号数写在它的页首。"),
        )
        self.order_fields(self.field_order)


def later_ones(action: Action, by):
    """Return the actions of later letters to the same proposals, public or of who signed this one's letter and seen by `by`."""
    proposals = action.reply.proposals.all()
    found = Action.objects.filter(reply__proposals__in=proposals, removed_at__isnull=True, same_as__isnull=True)
    found = found.filter(Q(is_public=True) | Q(reply__issuers__organisation__in=_signers(action.reply)))
    found = seen_or_public(by, found).unsplit().exclude(reply=action.reply_id).distinct().order_by("pk")
    return found.filter(reply__issued_on__gte=action.reply.issued_on) if action.reply.issued_on else found


class PublicSplitForm(SplitForm, ReasonForm):
    field_order = ["parts", "reason"]


class SpanForm(ReasonForm):
    """The quote as it ought to be: more or fewer words of the same place."""

    quote = forms.CharField(
        label=gettext_lazy("原文"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("可以多取或少取几个字，但要和正文一样。"),
    )
    field_order = ["quote", "reason"]

    def __init__(self, *args, obj: Action, **kwargs):
        super().__init__(*args, **kwargs)
        self.action = obj
        self.fields["quote"].initial = obj.quote

    def clean(self):
        cleaned = super().clean()
        if "quote" in cleaned:
            try:
                cleaned["span"] = placed(self.action.reply.text, cleaned["quote"], self.action.start)
            except forms.ValidationError as error:
                self.add_error("quote", error)
        return cleaned


class CorrectForm(HeadForm):
    """The head of a public letter: what `correct_reply` takes, and why."""

    reason = ReasonForm.base_fields["reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*HEAD, *self.issuers, "reason"}:
            del self.fields[name]
        self.order_fields([*HEAD, *self.issuers, "reason"])

    def entered(self) -> dict:
        return {name: value for name, value in super().entered().items() if name != "reason"}


class FollowForm(NoQuestions):
    """Which letter this one follows. Letters to the same proposals are offered, the likeliest filled in."""

    asks_for_whom = True

    def __init__(self, *args, obj: Reply, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["follows"] = reply_field(
            by,
            lambda: earlier_ones(obj, by),
            label=_("接续哪件答复"),
            initial=obj.follows or proposed(obj, by),
            help_text=_("写它的号数或文号；留空表示不接续。"),
        )


def earlier_ones(reply: Reply, by):
    """Return the other letters to the same proposals, public or of the same signers and seen by `by`; the newest first."""
    letters = Reply.objects.without_text().filter(proposals__in=reply.proposals.all(), withdrawn_at__isnull=True)
    letters = letters.filter(Q(published_at__isnull=False) | Q(issuers__organisation__in=_signers(reply)))
    return seen_or_public(by, letters).exclude(pk=reply.pk).distinct().order_by("-issued_on", "-pk")


def _signers(reply: Reply) -> list[int]:
    return [issuer.organisation_id for issuer in reply.issuers.all() if issuer.organisation_id]


def proposed(reply: Reply, by) -> Reply | None:
    """Return the letter that a supplement, a renewed answer or an opinion most likely follows: the newest before it."""
    if reply.kind == ReplyKind.ORIGINAL or reply.follows_id:
        return None
    found = earlier_ones(reply, by).exclude(kind=ReplyKind.OPINION)
    return (found.filter(issued_on__lte=reply.issued_on) if reply.issued_on else found).first()
