"""Functions that make rows, right and wrong, for the tests of the constraints."""

from datetime import date

from django.utils import timezone

from policies.models import Digest, LedgerImport, Reading, Update
from tests.factories import make_reply, make_staff, make_update


def changed(make, **fields):
    """Return a function that makes a row and writes `fields` over it."""

    def build():
        row = make()
        for name, value in fields.items():
            setattr(row, name, value() if callable(value) else value)
        return row

    return build


def reply(**options):
    return make_reply(published=False, **options)


def confirmed():
    return make_reply(published=False, confirmed=True)


def action():
    return make_reply().actions.get()


def update(**options):
    return make_update(action(), **options)


def draft():
    return make_update(action(), published=False, draft=True, evidence=[], reason="")


def twice(model, **fields):
    """Return a function that makes the same row a second time."""

    def build():
        values = {name: value() if callable(value) else value for name, value in fields.items()}
        model.objects.create(**values)
        return model(**values)

    return build


def new(model, **fields):
    return lambda: model(**{name: value() if callable(value) else value for name, value in fields.items()})


def itself(name):
    """Return a function that makes a saved row point to itself by `name`."""

    def point(row):
        setattr(row, name, row)
        return row

    return point


def tied(make, name):
    return lambda: itself(name)(make())


def second(make, **fields):
    """Return a function that copies a saved row as a new one, with `fields` written over."""

    def build():
        row = changed(make, **fields)()
        row.pk, row._state.adding = None, True
        return row

    return build


def reading() -> Reading:
    return Reading.objects.create(reply=reply(), reader_version="1.0", result={"title": None})


def corrections(wrong: Update) -> list[Update]:
    return [make_update(wrong.action, "done", date(2025, 9, 2), replaces=wrong)]


def digest() -> Digest:
    told = {"subject": "待办", "message_id": "<2@here>", "prepared_at": timezone.now()}
    return Digest.objects.create(person=make_staff(), address="a@example.cn", **told)


def ledger_import() -> LedgerImport:
    """The same import each time."""
    return LedgerImport.objects.get_or_create(file_name="台账.xlsx", sha256="0" * 64, made_by=make_staff())[0]
