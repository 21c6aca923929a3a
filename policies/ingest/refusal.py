"""What is no letter is refused with a sentence."""


class CannotIngest(Exception):
    """A file that is no letter. Its text is a sentence that says what is wrong and what to do."""
