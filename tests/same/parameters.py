"""Values for the parameters of lists: every code, what the records hold, and what means nothing."""

from tests.same.records import Rows, spread
from tests.secrets_site import HIDDEN

WRONG_DAYS = ["2027-06-01", "2027-06-02", "2025-02-30", "gestern"]
DAYS = ["2020-01-01", "2023-06-30", "2025-12-31", "2026-09-30", "2027-02-15", "2027-03-20", "2027-05-31"]
# As found, of several words, negated, marked off, in other forms, too short, too long, of what is hidden.
WORDS = [
    "水利",
    "养老",
    "的",
    "养老 服务",
    "-养老",
    '"年底前"',
    "職",
    "Ａ",
    "138",
    "明引",
    "飞碟",
    "水" * 300,
    *HIDDEN[:4],
]
ORDERS = ["best", "newest", "due", "updated", "oldest", "most", "name"]

Values = dict[str, list[str]]


def values_of(rows: Rows) -> Values:
    """Return the values to try for each parameter, those that mean nothing last."""
    actions = rows["actions"]
    return {
        "q": WORDS,
        "place": [*_spread(row["name"] for row in rows["places"]), "县", "没有县"],
        "category": [*_spread(row["slug"] for row in rows["categories"]), "none", "暗类"],
        "status": [*_all(row["status"] for row in actions), "dropped", "finished"],
        "organisation": [*_spread(row["slug"] for row in rows["organisations"]), "暗局"],
        "partner": [*_spread(row["slug"] for row in rows["organisations"]), "青原县教育局", "没有"],
        "proposer": [*_spread(name for row in rows["proposals"] for name in row["proposers"]), "1/明员", "暗员"],
        "session": [*_spread(row["id"] for row in rows["sessions"]), "999999", "x"],
        "strength": [*_all(row["strength"] for row in actions), "iron"],
        "due": ["overdue", "silent", "30", "90", "none", "31"],
        "due_after": [*DAYS[2:5], "2025-02-30"],
        "due_before": [*DAYS[2:5], "2025-02-30"],
        "updated_after": [*DAYS[2:5], "gestern"],
        "stale": ["1", "0"],
        "reply": [*_spread(row["id"] for row in rows["replies"]), "999999", "x"],
        "kind": [*_all(row["kind"] for row in rows["proposals"]), "letter"],
        "as_of": [*DAYS, *WRONG_DAYS],
        "demo": ["1", "0"],
        "order": [*ORDERS, "sideways"],
        "cursor": ["x", "WyJkdWUiLCJhZnRlciIsIjIwMjctMDEtMDEiLDFd"],
        "unknown": ["1"],
    }


def facts_of(rows: Rows) -> list[dict[str, str]]:
    """Return for each public action the values by which lists find it, so that what is combined finds something."""
    replies = {row["id"]: row for row in rows["replies"]}
    proposals = {row["id"]: row for row in rows["proposals"]}
    slugs = {row["name"]: row["slug"] for row in rows["categories"]}
    found = []
    for row in sorted(rows["actions"], key=lambda row: row["id"]):
        reply = replies[int(row["reply_url"].rstrip("/").rsplit("/", 1)[1])]
        proposal = next((proposals[pk] for pk in reply["proposals"] if pk in proposals), {})
        facts = {
            "q": row["quote"][2:4],
            "place": row["place"],
            "category": next((slugs[name] for name in row["categories"] if name in slugs), "none"),
            "status": row["status"],
            "organisation": row["organisation_slug"],
            "partner": next(iter(_partners(row, rows)), None),
            "proposer": next(iter(proposal.get("proposers", ())), None),
            "session": proposal.get("session"),
            "strength": row["strength"],
            "due_after": row["due_on"],
            "due_before": row["due_on"],
            "updated_after": row["last_update_on"],
            "reply": reply["id"],
            "kind": proposal.get("kind"),
            "demo": "1" if row["is_demo"] else None,
        }
        found.append({name: str(value) for name, value in facts.items() if value})
    return found


def _partners(row: dict, rows: Rows) -> list[str]:
    units = {unit["name"]: unit["slug"] for unit in rows["organisations"]}
    return [units[name] for name in row["partners"] if name in units]


def _all(values) -> list[str]:
    return sorted({str(value) for value in values if value})


def _spread(values, most: int = 5) -> list[str]:
    """Return some of the values in the order in which they came, each once."""
    return spread(list(dict.fromkeys(str(value) for value in values if value)), most)
