"""The dictionary of columns in both languages, made from the columns themselves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from policies.exchange.exports.fields import Field


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    type: str
    chinese: str
    english: str
    codes: list[tuple[str, str, str]]
    """Code, what it means in Chinese, and in English; those that mean themselves are left out."""


def dictionary(columns: Iterable[Field]) -> list[Entry]:
    """Say what each column holds."""
    columns = list(columns)
    return [
        Entry(column.name, column.type.value, chinese, english, _codes(column))
        for column, chinese, english in zip(columns, _said(columns, "zh-hans"), _said(columns, "en"), strict=True)
    ]


def _said(columns: list[Field], language: str) -> list[str]:
    with override(language):
        return [str(column.meaning) for column in columns]


def _codes(column: Field) -> list[tuple[str, str, str]]:
    chinese, english = (_meanings(column, language) for language in ("zh-hans", "en"))
    return [(code, chinese[code], english[code]) for code in column.codes if chinese[code] != code]


def _meanings(column: Field, language: str) -> dict[str, str]:
    with override(language):
        return {str(code): str(meaning) for code, meaning in column.codes.items()}
