"""What the pages say to machines in the words of schema.org: from objects to dicts.

It stands left of the templates' tags, since the crumbs of every page are told by a tag.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from policies.models import Action, Organisation, Partner, Place, Reply, Status
from policies.reader.phones import masked

# schema.org knows four states of an action; our own word and its meaning stand in `description`.
ACTION_STATUS = {
    # Promised, and nobody has said what became of it: neither begun nor failed.
    Status.UNREPORTED: "PotentialActionStatus",
    Status.IN_PROGRESS: "ActiveActionStatus",
    Status.ONGOING: "ActiveActionStatus",
    Status.DONE: "CompletedActionStatus",
    # Stopped, or unable to begin. "Active" would claim that work goes on, "failed" that it is over.
    Status.STALLED: "PotentialActionStatus",
    # Given up, with an explanation.
    Status.DROPPED: "FailedActionStatus",
}


def action_of(action: Action, *, reported: Action, partners: Iterable[Partner] = (), linked: Collection[int]) -> dict:
    """Tell an action as its page does: the status is that of `reported`; units of the keys `linked` have pages."""
    status = Status(reported.status)
    told = {
        **_thing("Action", action.shown_quote, reverse("action", args=[action.pk])),
        "description": f"{status.label}{_('：')}{status.meaning}",
        "actionStatus": f"https://schema.org/{ACTION_STATUS[status]}",
        "subjectOf": letter_of(action.reply),
    }
    if action.lead:
        told["agent"] = _unit(action.lead.name, action.lead if action.lead_id in linked else None)
    helpers = [(partner.name, partner.organisation_id in linked and partner.organisation) for partner in partners]
    if helpers:
        told["participant"] = [_unit(name, unit) for name, unit in helpers]
    if status == Status.DONE and reported.status_since:
        told["endTime"] = reported.status_since.isoformat()
    if action.reply.place:
        told["location"] = _place(action.reply.place)
    return told


@dataclass(frozen=True, slots=True)
class Download:
    """A file that anybody may take: what it is, where, of which media type, and of how many bytes where that is known."""

    title: str
    path: str
    media_type: str
    size: int | None = None

    @property
    def told(self) -> dict:
        told = {
            "@type": "DataDownload",
            "name": self.title,
            "encodingFormat": self.media_type.split(";")[0],
            "contentUrl": settings.SITE_URL + self.path,
        }
        return told if self.size is None else told | {"contentSize": f"{self.size} B"}


def dataset_of(files: Iterable[Download]) -> dict:
    """Tell what the site holds as data, with the files in which it can be taken."""
    name, address = settings.DATA_LICENCE
    told = {
        **_thing("Dataset", _("答复里承诺的事：状态、期限和单位的统计"), reverse("statistics")),
        "description": _("每个数字都从公开的答复和进展算出；图下有数字和下载。“尚未反馈”不等于没有做，单独计数。"),
        "isAccessibleForFree": True,
        "distribution": [file.told for file in files],
    }
    if settings.SITE_OWNER:
        told["creator"] = {"@type": "Organization", "name": settings.SITE_OWNER}
    return told | ({"license": address or name} if name else {})


def letter_of(reply: Reply) -> dict:
    """Tell the letter in which an action stands."""
    told = _thing("CreativeWork", masked(reply.title or reply.document_number), reverse("reply", args=[reply.pk]))
    told |= {"inLanguage": "zh-Hans"}
    if reply.document_number:
        told["identifier"] = masked(reply.document_number)
    if reply.issued_on:
        told["datePublished"] = reply.issued_on.isoformat()
    return told


def organisation_of(unit: Organisation, *, names: Iterable, parent: Organisation | None) -> dict:
    """Tell a unit, its other names, and what it stands below."""
    told = {**_unit(unit.name, unit), "areaServed": _place(unit.place)}
    if others := [masked(each.name) for each in names]:
        told["alternateName"] = others
    if parent:
        told["parentOrganization"] = _unit(parent.name, parent)
    if unit.ended_on:
        told["dissolutionDate"] = unit.ended_on.isoformat()
    return told


def crumbs_of(steps: Iterable[tuple[str, str]]) -> dict:
    """Tell the way to a page, from (name, path) pairs; the last one is the page itself."""
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": settings.SITE_URL + path}
        for position, (name, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _thing(kind: str, name: str, path: str = "") -> dict:
    told = {"@type": kind} | ({"name": name} if name else {})
    return told | ({"url": settings.SITE_URL + path} if path else {})


def _unit(name: str, unit: Organisation | None) -> dict:
    return _thing("GovernmentOrganization", masked(name), reverse("organisation", args=[unit.slug]) if unit else "")


def _place(place: Place) -> dict:
    return _thing("AdministrativeArea", masked(place.name))
