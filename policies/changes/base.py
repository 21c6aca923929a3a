"""What every change is: whole or not at all, one at a time, and saving only what its own rules allow."""

from functools import wraps

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from policies.derived import lock_record, note, note_named, traced
from policies.derived.affected import named_by
from policies.models import Reply, recording
from policies.refusal import Refused


def change(function):
    """Make a keyword-only function a change: in one transaction, while no other change is under way.

    What it leaves otherwise than before goes into the history, as done by `by` (nobody, where a
    command tidies up), `at` the moment that is played back.
    """

    @wraps(function)
    def made(**arguments):
        with transaction.atomic():
            lock_record()
            with recording(by=arguments.get("by"), deed=function.__name__, at=arguments.get("at")), traced():
                return function(**arguments)

    return made


def save_checked(obj, *fields: str) -> None:
    """Run the model's rules, then save, of a stored row only `fields` where they are named.

    Rules of single fields are asked of what is saved. That somebody who acts has an account is left to the database.
    Raises Refused with their sentences, and with those of the constraints that the database holds. Each constraint is
    looked at only once the database has refused: asked beforehand, it costs a query every time.
    """
    try:
        obj.full_clean(exclude=_unchecked(obj, fields), validate_constraints=False)
        note_named(**named_by(obj))
        try:
            with transaction.atomic():
                obj.save(update_fields=fields or None)
        except IntegrityError:
            obj.validate_constraints()
            raise
    except ValidationError as error:
        raise Refused(sentence(obj, error)) from error
    note(type(obj), [obj.pk])


def _unchecked(obj, fields: tuple[str, ...]) -> set[str]:
    """Return the fields that nobody typed: those that are not saved, and whose row it is that acts."""
    return {
        field.name
        for field in obj._meta.concrete_fields
        if (fields and field.name not in fields) or (field.is_relation and not field.editable)
    }


def sentence(obj, error: ValidationError) -> str:
    """Return the messages of `error` in one line, each after the name of its field."""
    parts = []
    for name, messages in error.message_dict.items():
        known = name in {field.name for field in obj._meta.get_fields()}
        label = _("%s：") % obj._meta.get_field(name).verbose_name if known else ""
        parts += [f"{label}{message}" for message in messages]
    return " ".join(parts)


def unpublished(reply: Reply) -> Reply:
    """Return the letter as it is stored now. Raises Refused once it is public."""
    reply = standing(reply)
    if reply.published_at:
        raise Refused(_("这件答复已经公开，不再改动。"))
    return reply


def standing(reply: Reply) -> Reply:
    """Return the letter as it is stored now. Raises Refused once it was withdrawn."""
    reply = Reply.objects.get(pk=reply.pk)
    if reply.withdrawn_at:
        raise Refused(_("这件答复已经撤回，不再改动。"))
    return reply


def needed(text: str, message: str) -> str:
    """Return `text` without white space around it. Raises Refused with `message` when nothing is left."""
    if not text or not text.strip():
        raise Refused(message)
    return text.strip()
