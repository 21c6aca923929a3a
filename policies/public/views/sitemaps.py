"""/sitemap.xml, which names the files, and the files."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from policies.public.sitemaps import SECTIONS, file_xml, index_xml, paths
from policies.public.views.errors import not_found


@require_safe
def sitemap_index(request):
    return _xml(index_xml(paths()))


@require_safe
def sitemap(request, name: str, number: int):
    if name not in SECTIONS or number < 1:
        return not_found(request)
    section = SECTIONS[name]()
    entries = section.entries(number)
    if not entries and number > section.files:  # a range between others may be empty, and is listed
        return not_found(request)
    return _xml(file_xml(entries))


def _xml(pieces) -> HttpResponse:
    response = HttpResponse("".join(pieces), content_type="application/xml")
    response["X-Robots-Tag"] = "noindex"  # the file itself is no result
    return response
