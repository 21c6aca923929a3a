"""A sentence and its place -> the evidence by which it is judged: short names, and the runs of characters in it."""

from collections.abc import KeysView, Set
from datetime import date
from functools import cache

from .clauses import Clause, clauses
from .lexicon import KINDS
from .places import Place, Tense

# The single characters that count as evidence; a longer run may hold any.
TELLING = frozenset("将拟已了过着由被把对请可会要还再正待如若视等没不未应须是为使让并也都仍即就曾")

AHEAD = frozenset(
    {"will", "intends", "plans", "strives", "goes on", "next", "waits", "depends", "also", "shall", "must"}
)  # fmt: skip
"""What by itself says that something is ahead, if nothing speaks against it."""
MAYBE = AHEAD | {
    "expects", "put by 将", "would", "begins with 将", "by steps", "by whom", "recurs", "soon due", "under way",
    "put into", "instead", "agrees", "ensures", "promptly", "every", "keeps",
}  # fmt: skip
BEHIND = frozenset({"done", "le", "once", "summed up", "so far"})
AS_IT_IS = frozenset({"figures", "is", "now", "lacks"})
AGAINST = BEHIND - {"so far"} | {
    "hopes", "will effect", "not", "ought", "anybody", "may", "quotes", "figures", "asks", "advises", "manners",
}  # fmt: skip
CARRIED = frozenset(
    ("advises", "asks", "quotes", "opines", "not", "if", "waits", "because", "lacks", "follows", "hopes", "intends")
)
"""What a clause says of those behind it: 建议镇里…，尽快启动."""
LATER = frozenset(("done", "le", "not", "will effect", "hopes", "will", "comes about", "advises", "may", "thanks"))
TIMED = frozenset(("comes about", "can be", "done", "le", "put into", "plans", "may", "starts"))
WAITING = frozenset(("if", "waits", "depends"))
ACTING = frozenset({"own", "body", "unit", "other", "none"})
UNDATED = frozenset(
    ("done", "le", "once", "summed up", "quotes", "asks", "not", "hopes", "will effect", "effect", "advises")
)
"""With one of these a day ahead of the letter is no day on which something will be done."""
# The names of what most clauses hold are there beforehand: to put each together takes longer than to look it up.
SIGN = {kind: f"#{kind}" for kind in (*KINDS, "will", "would", "put by 将", "named 将", "begins with 将")}
SIGN_BEHIND = {kind: f"#behind {kind}" for kind in CARRIED | {"dated"}}
SIGN_BEFORE = {kind: f"#before {kind}" for kind in LATER}
SIGNS_AHEAD = frozenset(f"#{kind}" for kind in AHEAD | {"expects", "would", "by whom"})


def of_clauses(sentence: str, issued_on: date | None, known: KeysView[str] | None = None) -> list[Set[str]]:
    """Return the evidence of each clause of a folded sentence; of its runs of characters those that are `known`."""
    found = clauses(sentence, issued_on, known)
    here = frozenset().union(*(clause.kinds for clause in found))
    told = bool(here & BEHIND) or (bool(found) and found[0].past)
    state = ("told" if told else "untold") + (" as it is" if here & AS_IT_IS else "")
    carried: set[str] = set()
    evidence = []
    for clause, later in zip(found, _later(found), strict=True):
        own = clause.actor == "own" or "named 将" in clause.kinds
        if own and clause.kinds & AHEAD:
            carried -= {"asks", "advises", "quotes", "hopes", "opines"}
        if "but" in clause.kinds:
            carried -= {"asks", "not", "quotes", "opines", "lacks", "because"}
        if "advises" in clause.kinds:
            carried.add("advises")
        told_by = clause.runs if known is not None else _telling(clause.runs)
        evidence.append(told_by.union(_named(clause, later, carried, state)))
        carried |= CARRIED & clause.kinds
        if _dated(clause):
            carried.add("dated")
    return evidence


def _later(found: list[Clause]) -> list[frozenset[str]]:
    """Return for each clause the kinds of words in all behind it."""
    later: list[frozenset[str]] = [frozenset()]
    for clause in reversed(found[1:]):
        later.append(later[-1] | clause.kinds)
    return later[: len(found)][::-1]


def _named(clause: Clause, later: frozenset[str], carried: set[str], state: str) -> list[str]:
    kinds, actor = clause.kinds, clause.actor
    maybe = kinds & MAYBE
    named = [f"#actor {actor}", *map(SIGN.__getitem__, kinds), *map(SIGN_BEHIND.__getitem__, carried)]
    named += map(SIGN_BEFORE.__getitem__, LATER & later)
    if maybe:
        named += map(f"#{actor}: ".__add__, maybe)
    else:
        named += ("#nothing ahead", f"#{actor}: {state}")
    if clause.past:
        named.append("#past")
    if clause.when:
        named.append(f"#time {clause.when}")
        named += map(f"#time {clause.when} ".__add__, TIMED & kinds)
    if _dated(clause):
        named += ("#dated", f"#dated {actor}") if BEHIND.isdisjoint(later) else ("#dated",)
    if "soon due" in kinds:
        named += map("#soon due ".__add__, TIMED & kinds)
    if not carried.isdisjoint(WAITING) and "not" not in kinds:
        named.append(f"#then {actor}")
    sure = (actor in ACTING and not AHEAD.isdisjoint(maybe)) or (
        "soon due" in kinds and kinds & {"comes about", "can be"}
    )
    if sure and not clause.past and AGAINST.isdisjoint(kinds) and carried.isdisjoint(("advises", "hopes")):
        named.append("#sure")
        if BEHIND.isdisjoint(later):
            named.append("#sure to the end")
    return named


def _dated(clause: Clause) -> bool:
    """Say whether a clause names a day ahead of the letter on which something will be."""
    return (clause.when == "+" or "soon due" in clause.kinds) and not clause.past and UNDATED.isdisjoint(clause.kinds)


def _telling(runs: Set[str]) -> set[str]:
    return {run for run in runs if len(run) > 1 or run in TELLING}


@cache  # by the few places there are
def of_place(place: Place) -> frozenset[str]:
    """Return the evidence of where a sentence stands, whatever it says."""
    tense = _tense(place)
    signs = (
        f"@{tense}",
        f"@{place.kind}",
        f"@{place.kind} {tense}",
        f"@opened {place.opened}",
        f"@opened {place.opened} {tense}",
        f"@before {place.before}",
        f"@before {place.before} {tense}",
        "@first" if place.first else "@not first",
        "@last" if place.last else "@not last",
    )
    return frozenset(signs)


def of_both(place: Place, evidence: list[Set[str]]) -> frozenset[str]:
    """Return what place and words say together: what stands before it tells more of a sentence with bare verbs."""
    if any(not SIGNS_AHEAD.isdisjoint(clause) for clause in evidence):
        kind = "ahead"
    else:
        kind = "bare" if evidence and "#actor none" in evidence[0] else "open"
    return _of_kind(place, kind)


@cache
def _of_kind(place: Place, kind: str) -> frozenset[str]:
    return frozenset((f"@before {place.before} {kind}", f"@{_tense(place)} {kind}"))


def _tense(place: Place) -> Tense:
    return Tense.PART if place.tense is Tense.PREAMBLE else place.tense
