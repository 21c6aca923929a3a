"""What the members of an office file are: by this, not by their names, programs open them."""

import zipfile
from posixpath import splitext

from lxml import etree

NAMES = "[Content_Types].xml"
XML = (".xml", ".rels")


def types_of(archive: zipfile.ZipFile, *, most: int) -> dict[str, str]:
    """Return what each member of `archive` says that it is, in small letters; empty where nothing says it.

    Raises BadZipFile where the list of types is larger than `most` bytes, no XML, or has a document type: what an entity
    spells here another program reads otherwise.
    """
    if NAMES not in archive.namelist():
        return {}
    data = archive.read(NAMES) if archive.getinfo(NAMES).file_size <= most else b""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as broken:
        raise zipfile.BadZipFile(NAMES) from broken
    if root.getroottree().docinfo.doctype:
        raise zipfile.BadZipFile(NAMES)
    named, by_suffix = {}, {}
    for each in root.iter("{*}Override", "{*}Default"):
        kind = each.get("ContentType", "").lower()
        if "PartName" in each.attrib:
            named[each.get("PartName").lstrip("/").lower()] = kind
        else:
            by_suffix[each.get("Extension", "").lower()] = kind
    return {
        name: named.get(name.lower()) or by_suffix.get(splitext(name)[1].lstrip(".").lower(), "")
        for name in archive.namelist()
    }


def is_xml(name: str, kind: str) -> bool:
    """Say whether a member of this name and type is parsed as XML."""
    return kind.endswith("xml") or name.lower().endswith(XML)
