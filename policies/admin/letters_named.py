"""Rows that name a letter: it is shown, and offered, only to those who may see it."""

from django import forms
from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from policies.admin.columns import admin_link, public_url
from policies.models import Reply, seen, sees

HIDDEN = gettext_lazy("（别的单位的答复，没有公开）")


def letter_words(by, reply: Reply) -> str:
    """Return what a letter is called where `by` reads of it: of another unit's that is not public, nothing of its own."""
    return str(reply) if reply.is_public or sees(by, reply) else str(HIDDEN)


class LetterForm(forms.ModelForm):
    """Offers letters that one sees; one that stands there already stays, whoever saves the rest of the row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields.get("reply")
        if field is not None and self.instance.reply_id:
            offered = Q(pk__in=field.queryset.values("pk")) | Q(pk=self.instance.reply_id)
            field.queryset = Reply.objects.without_text().filter(offered)


class NamesLetter:
    """For the list, the page and the inline of a model with a `reply`: comes before their class."""

    form = LetterForm

    def get_queryset(self, request):
        mine = seen(request.user, Reply.objects.filter(pk=OuterRef("reply")))
        found = super().get_queryset(request).select_related("reply").defer("reply__text")
        return found.annotate(sees_reply=Exists(mine))

    def get_fields(self, request, obj=None):
        """Tell of the letter in words of ours where the row cannot be changed: Django would print its title."""
        fields = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return fields
        return ["of_reply" if name == "reply" else name for name in fields if name != "of_reply"]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else [*fields, "of_reply"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name != "reply":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        offered = {"queryset": seen(request.user, Reply.objects.without_text())}
        field = super().formfield_for_foreignkey(db_field, request, **offered | kwargs)
        field.called = field.label_from_instance = lambda reply: letter_words(request.user, reply)
        return field

    @admin.display(description=gettext_lazy("答复"))
    def of_reply(self, row):
        if row.reply is None or getattr(row, "sees_reply", False):
            return admin_link(row.reply)
        if row.reply.is_public:
            return format_html('<a href="{}">{}</a>', public_url(row.reply), row.reply)
        return HIDDEN
