"""What a table of the dump is: columns with what they mean, and the rows of the record that fill them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.exchange.exports import Field, Type


@dataclass(frozen=True, slots=True)
class Column:
    """A column, and where in the record its values come from."""

    field: Field
    path: str
    """From the model of the table, as `values_list` takes it."""
    to: str = ""
    """The table that the number in it points into."""
    always: bool = False
    """Never empty."""
    only: str = ""
    """Left empty but where this path is true."""
    if_public: type[Model] | None = None
    """Left empty but where the row that it points to is public."""
    is_code: bool = False
    """A code, a digest or an address: no words, in which a phone number might stand."""

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True, slots=True)
class Table:
    """A file of the dump. Its rows stand in the order of their keys: the columns `key`."""

    name: str
    meaning: Promise
    model: type[Model]
    rows: Callable[[], QuerySet]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    maker: Callable[[], Callable[[Iterable[int]], list[tuple]]] | None = None
    """What makes rows from keys, where columns have no paths."""

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(column.field for column in self.columns)


NUMBERED = _("编号，永不更换")


def numbered(meaning: Promise = NUMBERED) -> Column:
    return Column(Field("id", Type.NUMBER, meaning), "pk", always=True)


def text(name: str, meaning: Promise, path: str = "", *, codes=None, **rules) -> Column:
    """Words, phone numbers masked; or one of `codes`."""
    return Column(Field(name, Type.TEXT, meaning, codes or {}), path or name, is_code=bool(codes), **rules)


def code(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    """A digest, or a name in addresses: as it is."""
    return Column(Field(name, Type.TEXT, meaning), path or name, is_code=True, **rules)


def number(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    return Column(Field(name, Type.NUMBER, meaning), path or name, **rules)


def day(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    return Column(Field(name, Type.DAY, meaning), path or name, **rules)


def moment(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    return Column(Field(name, Type.MOMENT, meaning), path or name, **rules)


def flag(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    return Column(Field(name, Type.FLAG, meaning), path or name, always=True, **rules)


def address(name: str, meaning: Promise, path: str = "", **rules) -> Column:
    return Column(Field(name, Type.ADDRESS, meaning), path or name, **rules)


def points(to: str, meaning: Promise, path: str = "", **rules) -> Column:
    """The number of a row of another table, in a column `…_id` that is named like the field."""
    name = f"{path.removesuffix('_id').rpartition('__')[2]}_id"
    return Column(Field(name, Type.NUMBER, meaning), path, to=to, **rules)
