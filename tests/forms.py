"""Filling in the forms of a page as a browser does: with everything that the page holds, hidden fields too."""

from dataclasses import dataclass

from lxml import html


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a page: where it goes, what it holds, and the buttons below it."""

    action: str
    fields: dict[str, list[str]]
    buttons: list[tuple[str, str]]

    def press(self, client, button: tuple[str, str] | None = None, **typed):
        """Send the form with some entries typed anew, by one of its buttons (name, value)."""
        entered = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
        return client.post(self.action, self.fields | entered | ({button[0]: [button[1]]} if button else {}))


def forms_on(response) -> list[Form]:
    """Return the forms of a page that change something, in their order."""
    page = html.fromstring(response.content.decode())
    return [_form(form, response.request["PATH_INFO"]) for form in page.forms if form.method == "POST"]


def form_on(response, deed: str, **held) -> Form:
    """Return the form of a deed; `held` are entries that tell it from others of the same deed."""
    found = [
        form for form in forms_on(response)
        if form.fields.get("deed") == [deed] and all(form.fields.get(name) == [value] for name, value in held.items())
    ]  # fmt: skip
    assert found, f"{deed} is not offered"
    return found[0]


def _form(form, here: str) -> Form:
    fields: dict[str, list[str]] = {}
    texts = {text.name for text in form.xpath(".//textarea")}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value.removeprefix("\n") if name in texts else value)
    buttons = [(button.get("name"), button.get("value")) for button in form.xpath(".//button[@name]")]
    return Form(form.action or here, fields, buttons)
