"""What the office's own templates, which are of Django's engine, take from those of the pages."""

from django import template

from policies.public.markup.links import languages_of
from policies.reader.phones import masked

register = template.Library()
register.filter("masked", masked)
register.simple_tag(languages_of, takes_context=True, name="languages")
