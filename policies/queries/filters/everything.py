"""The parameters of the search of everything: the words, and whether the invented place is meant."""

from policies.queries.filters.meanings import as_words
from policies.queries.filters.strict import PublicFilter, ValuesFilter


class SearchFilter(PublicFilter):
    """Narrows nothing by itself: each kind of thing is found by the filter of its own list."""

    q = ValuesFilter(find=as_words)
