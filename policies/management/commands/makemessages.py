"""`makemessages`, which knows the templates of the pages too: they are Jinja2's, whose strings are found by its own parser."""

from pathlib import Path

from django.conf import settings
from django.core.management.commands import makemessages
from django.template import engines

PAGES = settings.BASE_DIR / "templates" / "public"


class TemplateFile(makemessages.BuildFile):
    def preprocess(self):
        """Write down, for xgettext to read as Python, what a template of a page says; leave others to Django."""
        path = Path(self.path).resolve()
        if not path.is_relative_to(PAGES):
            return super().preprocess()
        found = engines["jinja2"].env.extract_translations(path.read_text(encoding="utf-8"))
        Path(self.work_path).write_text("".join(_call(name, words) for _line, name, words in found), encoding="utf-8")


class Command(makemessages.Command):
    build_file_class = TemplateFile


def _call(name: str, words) -> str:
    """The call that asks for a translation; of other arguments than strings Jinja2 says None."""
    given = [words] if isinstance(words, str) else [word for word in words if word is not None]
    return f"{name}({', '.join(map(repr, given))}{', 1' if name == 'ngettext' else ''})\n"
