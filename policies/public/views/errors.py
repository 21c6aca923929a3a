"""Pages that show nothing of the record: what is wrong, and the way back."""

from urllib.parse import quote

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.models import Action, Proposal, Reply
from policies.models.shortcuts import alone

TOO_MUCH = {
    RequestDataTooBig: gettext_lazy("填写的文字太长，没有收；请缩短，或分几次提交。"),
    TooManyFieldsSent: gettext_lazy("一次提交的项目太多，没有收；请分几次提交。"),
    TooManyFilesSent: gettext_lazy("一次提交的文件太多，没有收；请分几次提交。"),
}


def bad_request(request, exception=None):
    return render(request, "400.html", {"told": TOO_MUCH.get(type(exception))}, status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def form_expired(request, reason=""):
    """Refuse a form without its token: its page was open too long, or another site sent it."""
    return forbidden(request)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def no_such_address(request, path: str):
    """Answer what no other address matches, alike with and without DEBUG; a forgotten slash is added."""
    if path and not path.endswith("/") and resolve(f"{request.path_info}/").func is not no_such_address:
        query = f"?{request.META['QUERY_STRING']}" if request.META["QUERY_STRING"] else ""
        return redirect(f"{quote(request.path)}/{query}", permanent=True)
    return not_found(request)


def reply_gone(request, pk: int):
    """Say that a letter was withdrawn, when and why; nothing of one that was never public."""
    reply = alone(Reply.objects.withdrawn().filter(pk=pk))
    if reply is None:
        return not_found(request)
    return _withdrawn(request, _("这件答复已撤回"), reply)


def action_gone(request, pk: int):
    """Say that an action is public no more, and why where that is for everybody."""
    action = alone(Action.objects.withdrawn().filter(pk=pk).select_related("reply"))
    if action is None:
        return not_found(request)
    if action.reply.withdrawn_at:
        return _withdrawn(request, _("这条举措所在的答复已撤回"), action.reply)
    return render(request, "410.html", {"title": _("这条举措已移除"), "removed": action}, status=410)


def proposal_gone(request, pk: int):
    """Say that all letters to a proposal were withdrawn."""
    if not Proposal.objects.withdrawn().filter(pk=pk).exists():
        return not_found(request)
    return render(request, "410.html", {"title": _("对这件提案或建议的答复都已撤回")}, status=410)


def _withdrawn(request, title: str, reply: Reply):
    return render(request, "410.html", {"title": title, "reply": reply}, status=410)
