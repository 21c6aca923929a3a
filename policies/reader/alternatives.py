"""Alternatives of a pattern, each with its own first character.

Where all of them begin with a plain character, the engine skips to the next such character of the text instead
of trying each alternative at every place; a bracket around the first words, or a look back before them, hides it.
"""


def each(words: str, rest: str) -> str:
    """Return `rest` behind each of `words`: each("资金|经费", "到位后") is 资金到位后|经费到位后."""
    return "|".join(word + rest for word in words.split("|"))
