"""The English translation: complete, and compiled from what stands in the list."""

import re
from pathlib import Path

import polib

CATALOGUE = Path(__file__).parent.parent / "policies" / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_every_string_is_translated():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries() + catalogue.fuzzy_entries()] == []


def test_the_compiled_translations_are_those_of_the_list():
    listed = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}
    compiled = {(entry.msgctxt, entry.msgid): entry for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))}
    assert {key: (entry.msgstr, entry.msgstr_plural) for key, entry in compiled.items()} == {
        key: (entry.msgstr, entry.msgstr_plural) for key, entry in listed.items()
    }


def test_placeholders_are_kept():
    """A sentence that loses its %s or {name} in translation breaks, or says less."""
    found = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
    wrong = []
    for entry in polib.pofile(str(CATALOGUE)):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not entry.msgid_plural and sorted(found.findall(entry.msgid)) != sorted(found.findall(text)):
                wrong.append((entry.msgid, text))
    assert wrong == []
