"""A sentence at a glance: where it stands and which characters stand in it, side by side, mostly say all.

目前全区共有 promises nothing and 我局将进一步 does, whatever follows. What is not so clear is left to the evidence of
its clauses, which costs ten times as much.
"""

import re
from collections.abc import Iterable
from functools import cache
from operator import add

from .alternatives import each
from .evidence import of_place
from .places import Place
from .weights import read_weights, total

WEIGHTS = read_weights("glance.json")
LONGEST = 1000
"""Characters of a sentence that are looked at."""
AGAINST, FOR = -1.8, 2.0
"""Between them a sentence is in doubt. Letters that the weights were not learnt from are judged better with a glance
first than without, as long as it is not believed against the signs below (`python -m tests.reader.train --check`)."""
NEVER, EVER = -4.5, 3.0
"""The same for a sentence that holds a sign of the contrary."""
# 11月更换到位, 入汛前完成: a day or a season. 我局将增设…, 拟购置, 将于: who acts, or that somebody will. 已列入2028年计划, 2029年起提高: a year.
AHEAD = re.compile(
    each("0|1|2|3|4|5|6|7|8|9", " ?月(?!至)")
    + "|今冬|今秋|年底|年内|季度|明年|来年|"
    + each("季|期|冬|春|夏|秋|汛|冻|节|播|收|灌|末|底|旬|雨", "前(?!后)")
    + r"|今后|拟(?![定订人合])|将(?=于|新[建增]|安排|举办|增[设加]|开展)|将(?<=[我局委厅部署办院镇乡司队站所处校馆里团会府心联们）]将)(?![其此原该])"
    + "|"
    + each("列入|纳入", r".{0,4}20\d\d")
    + r"|年起(?<=20\d\d年起)"
)
# 已更换到位, 目前已招收32人, 上学期开通了早晚两班
BEHIND = re.compile("已|了|目前|上半年|上个|上学期")
OF_ITSELF = 1.0
"""What the words of a promise weigh at least: 下一步工作 above them does not turn a request or a refusal into one."""
BEYOND = 3.5
"""A score above which it is enough that they say nothing against it."""
IN_SPITE = 2.0
"""What they weigh at most where a glance sees none: that they stand under 工作进展 does not settle what is worded so."""


def glance(words: str, place: Place) -> float:
    """Return how far a folded sentence looks like a promise, below zero if it looks like none, 0 if in doubt."""
    return clear(words, *look(words, place))


def look(words: str, place: Place) -> tuple[float, float]:
    """Return what the pairs of characters of a folded sentence weigh together, and what its place does."""
    return total(pairs(words), WEIGHTS), _weigh(place)


def clear(sentence: str, words: float, place: float) -> float:
    """Return the score of a sentence of which words and place weigh so much, 0 where that is not clear.

    样证已经印出，11月更换到位: a day weighs nothing by its characters, and what is told before it much. 今年4月，我局将…腾出，
    目前已招收学员32人: there the last words decide.
    """
    score = words + place
    if score < AGAINST and words < IN_SPITE:
        return 0.0 if score > NEVER and AHEAD.search(sentence, 0, LONGEST) else score
    if score > FOR and (words > OF_ITSELF or (score > BEYOND and words > 0)):
        return 0.0 if score < EVER and BEHIND.search(sentence, 0, LONGEST) else score
    return 0.0


def pairs(words: str) -> Iterable[str]:
    """Yield the characters of a sentence by twos; ^ is its beginning and $ its end."""
    marked = f"^{words[:LONGEST]}$"
    return map(add, marked, marked[1:])


@cache  # by the few places there are
def _weigh(place: Place) -> float:
    return WEIGHTS[""] + total(of_place(place), WEIGHTS)
