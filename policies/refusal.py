"""How a change is refused."""


class Refused(Exception):
    """A change that cannot be made. Its text is a sentence for the person who asked, shown as it is."""
