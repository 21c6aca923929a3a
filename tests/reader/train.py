"""Learn from labelled letters what each piece of evidence weighs, and write policies/reader/{weights,glance}.json.

    python -m tests.reader.train            write the weights
    python -m tests.reader.train --check    say how well letters are judged that the weights were not learnt from

Logistic regression in which a sentence promises if one of its clauses does. A piece weighs what `PRIOR` says until
letters say otherwise. A glance is learnt alike, each sentence one clause.

What stands before a sentence tells much of it, and the reader may have misjudged that. So letters are read a second
time, by weights that they did not teach, and whatever is asked in another light then is a lesson too.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from scipy.special import expit

from policies.reader.evidence import of_both, of_clauses, of_place
from policies.reader.glance import clear, pairs
from policies.reader.judging import beside, lean, weigh
from policies.reader.sentences import Kind
from policies.reader.weights import FOLDER, total
from tests.labelled import taught

from .judged import PARAGRAPHS, Judge, Judged, of_letters, of_paragraphs
from .prior import PRIOR

FEWEST = 3
"""Letters in which a piece of evidence must stand."""
RESISTANCE = 3.0
"""How hard a weight is to move from its prior."""
OF_A_GLANCE = 1.0
"""The same for a glance: with so much left to others it may learn more by heart."""
RUNS = 1.2
"""How much more lightly a run of characters moves than a named sign."""
SMALLEST = 0.06
"""Weights nearer to nothing are left out of the file."""
SMALLEST_OF_A_GLANCE = 0.11
"""The same for a glance: the fewer pairs, the quicker each is found."""
FOLDS, PARTS = 10, 3
"""In how many parts letters are judged by what the others teach: to say how well, and to learn from what goes wrong."""
BINDING = {"letters": 2.0, "sentences": 4.0, "traps": 2.0}
"""How much more than others a label counts that the reader must not lose: the first letters, and the tests' sentences."""

Piece = tuple[Sequence[Collection[str]], set[str]]


def evidence(judged: Judged) -> Piece:
    clauses = of_clauses(judged.span.of(judged.folded), judged.issued_on)
    return clauses, of_place(judged.place) | of_both(judged.place, clauses)


def glimpse(judged: Judged) -> Piece:
    """Return what a glance sees; years and counts are of one letter, and no sign in any other."""
    told = [pair for pair in pairs(judged.span.of(judged.folded)) if not any(map(str.isdigit, pair))]
    return [told], of_place(judged.place)


def weigh_glimpse(clauses: list[list[str]], place: set[str], weights: dict[str, float]) -> tuple[float, float]:
    """Return what the words weigh at a glance, and what the place does."""
    return total(clauses[0], weights), weights[""] + total(place, weights)


def vocabulary(found: Sequence[Judged], pieces: Sequence[Piece]) -> list[str]:
    """Return the evidence that stands in enough letters, sorted."""
    sources = defaultdict(set)
    for judged, (clauses, place) in zip(found, pieces, strict=True):
        for piece in place.union(*clauses):
            sources[piece].add(judged.source)
    return sorted(piece for piece, letters in sources.items() if len(letters) >= FEWEST)


def fit(found: Sequence[Judged], pieces: Sequence[Piece], resistance: float = RESISTANCE) -> dict[str, float]:
    """Return the weights under which the labels are most likely; the same for the same letters."""
    # A stop with a space before it has no clause: it says nothing and teaches nothing.
    told = [number for number, (clauses, _) in enumerate(pieces) if clauses]
    found, pieces = [found[number] for number in told], [pieces[number] for number in told]
    words = vocabulary(found, pieces)
    index = {piece: number for number, piece in enumerate(words)}
    owner = np.array([number for number, (clauses, _) in enumerate(pieces) for _ in clauses])
    scale = diags(np.array([1.0 if piece[0] in "#@" else RUNS for piece in words]))
    inside = _matrix((clause for clauses, _ in pieces for clause in clauses), index) @ scale
    around = _matrix((place for _, place in pieces), index) @ scale
    labels = np.array([judged.ahead for judged in found], float)
    counts = np.array([BINDING.get(judged.source.split("/")[0], 1.0) for judged in found])
    prior = np.array([PRIOR.get(piece, 0.0) for piece in words])

    def loss(values):
        weights, base = values[:-1], values[-1]
        sums = inside @ weights
        most = np.full(len(labels), -np.inf)
        np.maximum.at(most, owner, sums)
        parts = np.exp(sums - most[owner])
        total = np.bincount(owner, parts, len(labels))
        score = most + np.log(total) + around @ weights + base
        error = counts * (expit(score) - labels)
        share = parts / total[owner] * error[owner]
        away = weights - prior
        gradient = inside.T @ share + around.T @ error + resistance * away
        worth = counts @ (np.logaddexp(0, score) - labels * score) + resistance / 2 * away @ away
        return worth, np.append(gradient, error.sum())

    start = np.append(prior, PRIOR[""])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return dict(zip(words, (scale @ best[:-1]).tolist(), strict=True)) | {"": float(best[-1])}


def _matrix(rows: Iterable[Collection[str]], index: dict[str, int]) -> csr_matrix:
    columns, ends = [], [0]
    for row in rows:
        columns += sorted(index[piece] for piece in row if piece in index)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns)), columns, ends), (len(ends) - 1, len(index)))


class Learnt(NamedTuple):
    """Both kinds of weights."""

    evidence: dict[str, float]
    glance: dict[str, float]

    def judge(self, one: Judged) -> float:
        """Return how far a sentence speaks for a promise by these weights, as the reader does by those it has."""
        seen = weigh_glimpse(*glimpse(one), self.glance)
        return clear(one.span.of(one.folded), *seen) or lean(weigh(*evidence(one), self.evidence), sum(seen))


def learn(found: Sequence[Judged]) -> Learnt:
    return Learnt(fit(found, list(map(evidence, found))), fit(found, list(map(glimpse, found)), OF_A_GLANCE))


def by_others(found: Sequence[Judged], parts: int) -> Judge:
    """Return a judge of letters by the weights that all parts taught but the letter's own."""
    sources = sorted({one.source for one in found})
    part = {source: number * 7 % len(sources) % parts for number, source in enumerate(sources)}
    learnt = [learn([one for one in found if part[one.source] != left_out]) for left_out in range(parts)]
    return lambda one: learnt[part[one.source]].judge(one)


def in_another_light(found: Sequence[Judged], folders: Iterable[Path]) -> list[Judged]:
    """Return what letters hold in places that the labels do not give, as the reader takes it that errs before."""
    known = {(one.source, one.span, one.place) for one in found}
    judge = by_others(found, PARTS)
    again = (one for folder in folders for one in of_letters(folder, judge))
    return [one for one in again if (one.source, one.span, one.place) not in known]


def beside_the_next(found: Sequence[Judged], scores: Sequence[float]) -> list[float]:
    """Return the scores with what the next sentence of each paragraph adds, as the reader does."""
    beyond = []
    scored = list(zip(found, scores, strict=True))
    for (one, score), following in zip_longest(scored, scored[1:]):
        if following is None or one.place.kind is Kind.TITLE or not _goes_on(one, following[0]):
            beyond.append(score)
        else:
            beyond.append(beside(score, following[1]))
    return beyond


def _goes_on(one: Judged, following: Judged) -> bool:
    """Say whether two sentences that were judged one behind the other stand in one paragraph."""
    between = one.folded[one.span.end : following.span.start]
    return one.source == following.source and one.span.end <= following.span.start and "\n" not in between


def report(found: Sequence[Judged], scores: Sequence[float]) -> None:
    """Print right, missed and invented for each folder, and each sentence that is judged wrongly."""
    counts = defaultdict(lambda: [0, 0, 0])
    for judged, score in zip(found, scores, strict=True):
        if judged.place.kind.value == "title" or not (judged.ahead or score > 0):
            continue
        counts[judged.source.split("/")[0]][0 if judged.ahead and score > 0 else 1 if judged.ahead else 2] += 1
        if judged.ahead != (score > 0):
            print(f"{score:+.1f}\t{judged.source}\t{judged.span.of(judged.folded)}")
    for folder, (right, missed, invented) in counts.items():
        print(
            f"{folder}\tP {right / (right + invented):.3f}\tR {right / (right + missed):.3f}\t{right}/{missed}/{invented}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument(
        "folders",
        nargs="*",
        type=Path,
        default=taught(),
    )
    arguments = parser.parse_args()
    folders = sorted(arguments.folders)
    found = [one for folder in folders for one in of_letters(folder)]
    found += [one for path in sorted(PARAGRAPHS.glob("*.txt")) for one in of_paragraphs(path)]
    found += in_another_light(found, folders)
    if arguments.check:
        judge = by_others(found, FOLDS)
        read = [one for folder in folders for one in of_letters(folder, judge)]
        report(read, beside_the_next(read, list(map(judge, read))))
        return
    learnt = learn(found)
    write("weights.json", learnt.evidence, SMALLEST)
    write("glance.json", learnt.glance, SMALLEST_OF_A_GLANCE)


def write(name: str, learnt: dict[str, float], smallest: float) -> None:
    weights = {piece: round(weight, 2) for piece, weight in learnt.items() if abs(weight) >= smallest}
    lines = ",\n".join(
        f"{json.dumps(piece, ensure_ascii=False)}: {weight}" for piece, weight in sorted(weights.items())
    )
    (FOLDER / name).write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
