"""The addresses of lists: each parameter by itself and many together, as a page and in every form of file."""

from collections.abc import Iterator
from random import Random

from tests.same.crawl import PAGES, write_address
from tests.same.parameters import DAYS, ORDERS, Values, facts_of, values_of
from tests.same.records import NOUNS, Rows

OF_ACTIONS = {
    "q", "place", "category", "status", "organisation", "partner", "proposer", "session", "strength", "due", "due_after",
    "due_before", "updated_after", "stale", "reply", "as_of", "demo", "order", "cursor",
}  # fmt: skip
# The parameters that each list reads. Of the others one value is tried: it is ignored, or means nothing.
READS = {
    "actions": OF_ACTIONS,
    "replies": {"q", "organisation", "category", "proposer", "place", "as_of", "demo", "order", "cursor"},
    "proposals": {"q", "kind", "category", "session", "proposer", "as_of", "demo", "order", "cursor"},
    "organisations": {"q", "place", "as_of", "demo", "order", "cursor"},
    "categories": {"as_of", "demo"},
    "search": {"q", "demo", "as_of"},
    "statistics": OF_ACTIONS - {"order", "cursor"},
}
# The same list as a file, a feed, a calendar, or as figures.
FORMS = {
    "actions": [
        *(f"/actions.{ending}" for ending in ("csv", "xlsx", "json", "ndjson", "atom", "ics")),
        "/actions/workbook/",
        "/api/v1/actions/",
    ],
    "replies": ["/replies.atom", "/api/v1/replies/"],
    "proposals": ["/proposals.atom", "/api/v1/proposals/"],
    "organisations": ["/api/v1/organisations/"],
    "categories": ["/api/v1/categories/"],
    "search": [],
    "statistics": [f"/statistics/{name}.csv" for name in ("status-by-month", "deadlines", "ages", "units")],
}
MANY = {"status": ["in_progress", "stalled"], "category": ["none"]}
"""Values added to another one of the same parameter."""

Query = dict[str, list[str]]

SCOPES: list[Query] = [
    demo | day for demo in ({}, {"demo": ["1"]}) for day in ({}, *({"as_of": [day]} for day in DAYS[2::2]))
]
"""What is asked for in every form: today and on past days, the real records and the invented ones."""


def addresses_of_lists(rows: Rows, combined: int) -> Iterator[tuple[str, int]]:
    """Yield addresses, each with how many further pages to turn; of each list `combined` with several parameters."""
    values, facts = values_of(rows), facts_of(rows)
    for name in READS:
        for query in SCOPES:
            for path in (f"/{name}/", f"/en/{name}/", *FORMS[name]):
                yield write_address(path, query), PAGES
        for query in ordered_queries(name):
            yield write_address(f"/{name}/", query), PAGES
            yield write_address(f"/api/v1/{name}/", query), 0
        queries = [*single_queries(name, values), *combined_queries(name, facts, combined)]
        for number, query in enumerate(queries):
            # The page in one of two languages, and one other form: in turn each has every parameter.
            paths = [["", "/en", ""][number % 3] + f"/{name}/"]
            if forms := FORMS[name]:
                paths.append(forms[(number + number // len(forms)) % len(forms)])
            yield from ((write_address(path, query), 0) for path in paths)
    for noun in NOUNS:
        for query in changes_queries():
            yield write_address(f"/api/v1/{noun}/", query), PAGES


def ordered_queries(name: str) -> Iterator[Query]:
    """Yield all orders, of the real records and the invented ones, today and on a past day, and among what is sought."""
    for order in ORDERS if "order" in READS[name] else ():
        for scope in ({}, {"demo": ["1"]}):
            yield from (scope | more | {"order": [order]} for more in ({}, {"as_of": ["2026-09-30"]}, {"q": ["建设"]}))


def single_queries(name: str, values: Values) -> Iterator[Query]:
    """Yield each value of each parameter by itself, among the real records and the invented ones."""
    for parameter, each in values.items():
        is_read = parameter in READS[name]
        for value in each if is_read else each[:1]:
            yield {parameter: [value]}
            if is_read and parameter != "demo":
                yield {parameter: [value], "demo": ["1"]}


def combined_queries(name: str, facts: list[dict[str, str]], number: int) -> Iterator[Query]:
    """Yield several parameters together that find at least one action, or what belongs to it; at random, the same each time."""
    chance = Random(name)
    for _ in range(number if len(READS[name]) > 3 else 0):
        known = {key: value for key, value in chance.choice(facts).items() if key in READS[name]}
        demo = {"demo": [known.pop("demo")]} if "demo" in known else {}
        chosen = chance.sample(sorted(known), min(chance.randint(2, 4), len(known)))
        query = {key: [known[key]] for key in chosen}
        for key, more in MANY.items():
            if key in query and chance.random() < 0.3:
                query[key] += more
        if "order" in READS[name] and chance.random() < 0.3:
            query["order"] = [chance.choice(ORDERS)]
        if chance.random() < 0.2:
            query["as_of"] = [chance.choice(DAYS)]
        yield query | demo


def changes_queries() -> Iterator[Query]:
    """Yield what programs ask that keep a copy of the record."""
    for scope in ({}, {"demo": ["1"]}):
        yield scope | {"limit": ["20"]}
        for moment in ("2020-01-01", "2027-03-01", "2027-03-10T12:00:00+08:00", "2027-06-02"):
            yield scope | {"updated_after": [moment], "limit": ["50"]}
    yield from ({"updated_after": ["gestern"]}, {"limit": ["0"]}, {"limit": ["101"]}, {"cursor": ["x"]}, {"q": [""]})
