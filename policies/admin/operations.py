"""Pages made of facts and of deeds: a button or a small form for each change that can be made of what is shown.

Django's own change form edits a row; what is on record here is never edited as a row. Every deed is posted to the page
of its object, calls one function of `changes`, and is refused with that function's sentence, what was typed kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.admin import edit_conflicts
from policies.admin.base import KeptAdmin
from policies.admin.columns import admin_url
from policies.changes import Refused
from policies.derived import lock_record
from policies.models import seen
from policies.models.rights import may


class NoQuestions(forms.Form):
    """A deed that needs only its button."""

    def __init__(self, *args, obj=None, **kwargs):
        super().__init__(*args, **kwargs)


class ReasonForm(NoQuestions):
    # The change itself says what a missing reason means, so that page and function cannot differ.
    reason = forms.CharField(
        label=gettext_lazy("理由"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 3})
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One change: `does(obj, form, by)` makes it and returns the sentence that says so."""

    name: str  # of the change, as `rights` knows it unless `right` says otherwise
    label: str
    does: Callable
    offered: Callable = lambda obj: True
    form: type[forms.Form] = NoQuestions
    look: str = ""  # "default" for the likely one, "danger" for what takes something away
    rests_on: Callable | None = None  # what is read before it is pressed, in words: obj → {what: words}
    right: str = ""  # the deed as `rights` knows it, where several deeds of a page are one to it

    def unbound(self, obj, user, data) -> forms.Form | None:
        """Return the form as the page of `obj` shows it now; None where the part of `obj` that `data` names is gone."""
        about = self.form.about(obj, data) if hasattr(self.form, "about") else {}
        return None if about is None else _form(self, obj, user, **about)

    def facts(self, obj) -> dict[str, str]:
        return self.rests_on(obj) if self.rests_on else {}


@dataclass(frozen=True, slots=True)
class Offer:
    """A deed as a page offers it, with its form and the address that takes it."""

    deed: Deed
    form: forms.Form
    url: str
    back: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    carried: str = ""  # of what was posted: what its page showed
    told: tuple[edit_conflicts.Difference, ...] = ()

    @property
    def shown(self) -> str:
        """Return what the form shows, for whoever saves it to be compared with what stands then."""
        return self.carried or edit_conflicts.remember({"": self.form}, self.facts)

    @property
    def theirs(self) -> str:
        """Return the entries of which one may take what somebody else wrote."""
        return ",".join(difference.entry for difference in self.told if difference.entry)

    @property
    def asks(self) -> bool:
        """Say whether there is something to fill in."""
        return bool(self.form.visible_fields())


def offers(deeds, obj, user, *, back: str = "", posted: "Offer | None" = None) -> list[Offer]:
    """Return what `user` may do to `obj` now. `posted` stands in the place of its deed: it holds what was typed."""
    shown, facts = [], {}
    for deed in deeds:
        if posted is not None and posted.deed is deed:
            shown.append(posted)
        elif deed.offered(obj) and may(user, deed.right or deed.name, obj):
            if deed.rests_on not in facts:
                facts[deed.rests_on] = deed.facts(obj)
            shown.append(Offer(deed, _form(deed, obj, user), admin_url(obj), back, facts[deed.rests_on]))
    return shown


def _form(deed: Deed, obj, user, *sent, **about) -> forms.Form:
    """Make the form of a deed. Its ids name deed and object, as a page holds many forms, some of them alike.

    A form that takes files (`takes_files`) asks whose they are, one that tells of other rows (`asks_for_whom`) to whom.
    """
    asks = any(getattr(deed.form, name, False) for name in ("takes_files", "asks_for_whom"))
    whose = {"by": user} if asks else {}
    return deed.form(*sent, obj=obj, auto_id=f"id_{deed.name}_{obj.pk}_%s", **whose, **about)


def _logged(deed: Deed, form: forms.Form) -> str:
    """Return what the history says: the deed, and which entries were changed by it."""
    changed = [
        str(form.fields[name].label or name) for name in form.changed_data if not form.fields[name].widget.is_hidden
    ]
    return (
        _("%(deed)s：%(fields)s") % {"deed": deed.label, "fields": "、".join(changed)} if changed else str(deed.label)
    )


def _logged_with(obj) -> list:
    """Return the rows under which the admin logs what changes `obj`: itself, what it belongs to, a letter's actions."""
    above = [getattr(obj, name) for name in ("action", "reply") if getattr(obj, name, None) is not None]
    return [obj, *above, *(obj.actions.only("pk") if hasattr(obj, "actions") else ())]


class PageAdmin(KeptAdmin):
    """A page of facts and deeds in place of the change form."""

    deeds: tuple[Deed, ...] = ()
    page_template: str

    def whole(self, request):
        """Return the queryset of the page: with what a list leaves out."""
        return self.get_queryset(request)

    def get_object(self, request, object_id, from_field=None):
        try:
            pk = self.opts.pk.to_python(object_id)
        except ValidationError:
            return None
        return seen(request.user, self.whole(request)).filter(pk=pk).first()

    def facts(self, request, obj, posted: Offer | None) -> dict:
        """Return what the page shows beside the deeds. `posted` is a deed that was refused, with what was typed."""
        return {}

    def offers(self, request, obj, posted: Offer | None) -> dict[str, Offer]:
        return {offer.deed.name: offer for offer in offers(self.deeds, obj, request.user, posted=posted)}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method != "POST":
            return self._answered(request, object_id)
        with transaction.atomic():
            lock_record()  # what was shown is compared with what stands, and that stays so until it is saved
            return self._answered(request, object_id)

    def _answered(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        if request.method != "POST":
            return self.page(request, obj)
        deed = next((deed for deed in self.deeds if deed.name == request.POST.get("deed")), None)
        if deed is None:
            return HttpResponseBadRequest(_("没有这个操作。"))
        offer = self._posted(request, obj, deed)
        valid = offer.form.is_valid()
        if hasattr(offer.form, "keep_uploads") and may(request.user, deed.name, obj):
            offer.form.keep_uploads()  # whatever else is wrong: a browser does not choose a file again by itself
        if valid and self._done(request, obj, deed, offer.form):
            return HttpResponseRedirect(self._back(request, obj))
        return self.page(request, self.get_object(request, unquote(object_id)), offer)

    def _posted(self, request, obj, deed: Deed) -> Offer:
        """Return a deed with what was typed; where somebody else changed it meanwhile, that is what is wrong with it."""
        fresh, facts = deed.unbound(obj, request.user, request.POST), deed.facts(obj)
        parts = {"": fresh} if fresh is not None else {}
        data, told = edit_conflicts.merge(request.POST, request.FILES, parts, facts, fill=True)
        form = _form(deed, obj, request.user, data, request.FILES)
        back, carried = request.POST.get("back", ""), request.POST.get(edit_conflicts.SHOWN, "")
        if told:
            told = edit_conflicts.told_by(told, _logged_with(obj), request.POST, request.user)
            form.is_valid()
            form.add_error(None, [str(difference) for difference in told])
            carried = edit_conflicts.remember(parts, facts)  # from now on it has been shown
            if not deed.offered(obj):
                form.add_error(None, _("现在已经不能再“%s”了。") % deed.label)
                told = ()  # pressing again would not do it
        return Offer(deed, form, admin_url(obj), back, facts, carried, tuple(told))

    def page(self, request, obj, posted: Offer | None = None):
        """Show the object. After a refusal `posted` is the deed with what was typed and what is wrong."""
        shown = self.offers(request, obj, posted)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": str(obj),
            "offers": shown,
            "refused": posted,
            "media": self.media + sum((offer.form.media for offer in shown.values()), forms.Media()),
            **self.facts(request, obj, posted),
        }
        return TemplateResponse(request, self.page_template, context)

    def _done(self, request, obj, deed: Deed, form) -> bool:
        """Make the change, or put the sentence of its refusal on the form. Nothing is half-written."""
        try:
            with transaction.atomic():
                said = deed.does(obj, form, request.user)
                self.log_change(request, obj, _logged(deed, form))
        except Refused as refused:
            form.add_error(None, str(refused))
            return False
        messages.success(request, said)
        return True

    def _back(self, request, obj) -> str:
        back = request.POST.get("back", "")
        safe = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return back if back.startswith("/") and safe else admin_url(obj)
