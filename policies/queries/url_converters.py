"""What stands in addresses beside numbers: slugs and names of any script."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class NameConverter(StringConverter):
    """A slug of any script. Not NUL, which PostgreSQL knows in no text."""

    regex = r"[^/\x00]+"


class WordsConverter(StringConverter):
    """A name as somebody wrote it, which may hold a slash."""

    regex = r"[^\x00]+"


register_converter(NameConverter, "name")
register_converter(WordsConverter, "words")
