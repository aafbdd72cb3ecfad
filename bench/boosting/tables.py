"""Makes an invented table whose truth is known, the same one each time: python tables.py NAME FOLDER

Numbers are columns of 64-bit floats (NaN where missing), categories of 32-bit whole numbers (-1 where missing),
answers bytes of 0 and 1, each in a file of its own; meta.json says which is which.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import make_classification

TRAIN, TEST = 30_000, 15_000
ROWS = TRAIN + TEST


def chance(logit):
    """The chance that a logit stands for."""
    return 1 / (1 + np.exp(-logit))


def answers(random, logit):
    """What came true, by the dice."""
    return random.random(ROWS) < chance(logit)


def categories(random, sizes):
    """One column of categories for each size, every word as likely."""
    return [random.integers(0, size, ROWS) for size in sizes]


def effects(random, columns, spread, words=40):
    """What each word of these columns adds, summed."""
    return sum(random.normal(size=words)[column] * spread for column in columns)


def cut(random, numbers, words):
    """Numbers cut into so many words, in no order."""
    edges = np.quantile(numbers, np.sort(random.random(words - 1)) * 0.96 + 0.02)
    return random.permutation(words)[np.searchsorted(edges, numbers)]


def with_cuts(random, numbers, words):
    """Columns of numbers, some of which only say which of so many words it is."""
    return [cut(random, column, words[at]) if at in words else column for at, column in enumerate(numbers)]


def clusters(seed, each, columns, informative, words, apart=1.0, wrong=0.02):
    """Rows around the corners of a cube: so many clusters for each answer."""
    random = np.random.default_rng(seed)
    rows, came = make_classification(
        ROWS,
        columns,
        n_informative=informative,
        n_redundant=4,
        n_clusters_per_class=each,
        class_sep=apart,
        flip_y=wrong,
        random_state=seed,
    )
    return with_cuts(random, rows.T, words), came


def trees(seed, count, levels, spread):
    """A sum of trees, each of which asks another question at each fork."""
    random = np.random.default_rng(seed)
    columns = list(random.normal(size=(ROWS, 22)).T)
    words = [int(random.integers(3, 15)) for _ in range(6)]
    columns[:6] = categories(random, words)
    logit = np.zeros(ROWS)
    for _ in range(count):
        leaf = np.zeros(ROWS, dtype=int)
        for level in range(levels):
            right = np.zeros(ROWS, dtype=bool)
            for fork in range(2**level):
                at, here = int(random.integers(22)), leaf == fork
                if at < 6:
                    right[here] = (random.random(words[at]) < 0.5)[columns[at][here]]
                else:
                    right[here] = columns[at][here] > random.normal() * 0.7
            leaf = 2 * leaf + right
        logit += random.normal(size=2**levels)[leaf] * spread
    return columns, answers(random, logit - logit.mean())


def friedman_1():
    """Friedman's first function: a pair, a curve and two lines."""
    random = np.random.default_rng(31)
    x = random.random((ROWS, 24)).T
    truth = 10 * np.sin(np.pi * x[0] * x[1]) + 20 * (x[2] - 0.5) ** 2 + 10 * x[3] + 5 * x[4]
    came = answers(random, (truth - truth.mean()) / 2.5)
    return with_cuts(random, x, {4: 6, 8: 5, 12: 10, 16: 4}), came


def friedman_2_3():
    """Friedman's second and third function, added, with categories."""
    random = np.random.default_rng(32)
    x = random.random((ROWS, 22)).T
    a, b, c, d = x[0] * 100, 40 * np.pi + x[1] * 520 * np.pi, x[2], 1 + x[3] * 10
    reactance = b * c - 1 / (b * d)
    second, third = np.sqrt(a**2 + reactance**2), np.arctan(reactance / a)
    logit = (second - second.mean()) / second.std() * 1.2 + (third - third.mean()) / third.std() * 0.8
    words = categories(random, (5, 8, 11, 14))
    logit += effects(random, words[:2], 0.4, 20)
    return [*x, *words], answers(random, logit)


def crossed():
    """Categories that change what numbers and other categories mean."""
    random = np.random.default_rng(33)
    x = random.normal(size=(ROWS, 18)).T
    c = categories(random, (3, 4, 5, 6, 8, 10, 15, 25))
    logit = 0.3 * x[13] - 0.2 * x[14] - 0.8 + 0.5 * (x[0] > 0.5) * (x[1] < 0)
    for at in range(6):
        logit += random.normal(size=30)[c[at]] * x[at] * 0.35
    for at in range(0, 6, 2):
        logit += random.normal(size=(30, 30))[c[at], c[at + 1]] * 0.4
    for at in range(6, 12):
        logit += 0.3 * np.tanh(x[at] * x[(at * 5) % 18])
    return [*x, *c], answers(random, logit)


def net():
    """A small neural net of one layer."""
    random = np.random.default_rng(34)
    x = random.normal(size=(ROWS, 20))
    c = categories(random, (3, 5, 8, 12))
    inputs = np.concatenate([x, *(random.normal(size=(40, 2))[column] for column in c)], 1)
    weights = random.normal(size=(28, 24)) / np.sqrt(28) * 1.5 * (random.random((28, 24)) < 0.4)
    hidden = np.maximum(0, inputs @ weights + random.normal(size=24) * 0.5)
    logit = hidden @ random.normal(size=24)
    logit = (logit - logit.mean()) / logit.std() * 1.6
    return [*x.T, *c], answers(random, logit - 0.5)


def many_categories():
    """Categories of up to 300 words, most of them rare."""
    random = np.random.default_rng(35)
    sizes = (3, 5, 8, 12, 20, 30, 40, 60, 80, 120, 200, 300)
    c = [np.minimum(size - 1, size * random.random(ROWS) ** 1.7).astype(int) for size in sizes]
    x = random.normal(size=(ROWS, 12)).T
    logit = effects(random, c[:9], 0.35, 400) + np.tanh(x[0]) + 0.4 * x[1] ** 2 - 0.3 * x[2] - 1
    logit += 0.4 * np.sign(x[3]) * random.normal(size=400)[c[3]]
    return [*x, *c], answers(random, logit)


def rare():
    """It comes true in one row of fifty."""
    random = np.random.default_rng(36)
    x = random.normal(size=(ROWS, 16)).T
    c = categories(random, (3, 5, 8, 12, 20, 4))
    logit = np.tanh(x[0]) + 0.6 * np.abs(x[1]) + 0.7 * (x[2] > 1) - 0.4 * x[3] + 0.4 * x[4] * x[5] - 5
    logit += effects(random, c[:4], 0.4)
    return [*x, *c], answers(random, logit)


def noise():
    """Little to be known, and much of it missing."""
    random = np.random.default_rng(37)
    x = random.normal(size=(ROWS, 18)).T
    c = categories(random, (3, 5, 8, 12, 20, 4))
    logit = 0.25 * x[0] - 0.2 * np.abs(x[1]) + 0.15 * np.sign(x[2] * x[3]) + effects(random, c[:3], 0.1)
    came = answers(random, logit)
    x[random.random((ROWS, 18)).T < 0.3] = np.nan
    for column in c:
        column[random.random(ROWS) < 0.2] = -1
    return [*x, *c], came


def payments():
    """Like records of payments: skewed amounts, counts, shares, promises, and four columns that say nothing."""
    random = np.random.default_rng(38)
    strain = random.gamma(1.2, 1, ROWS)
    habit = random.lognormal(5, 1, ROWS)
    amount = habit * random.lognormal(0, 0.6, ROWS)
    late = np.maximum(0, strain * 8 + random.normal(size=ROWS) * 4 - 3)
    earlier = random.poisson(4, ROWS)
    earlier_late = random.binomial(earlier, chance(late / 6 - 1.5))
    promises = random.poisson(0.5, ROWS)
    kept = random.binomial(promises, chance(1 - late / 10))
    age = random.exponential(60, ROWS)
    term = random.choice([8.0, 14.0, 30.0, 60.0], ROWS, p=[0.1, 0.4, 0.4, 0.1])
    kind, channel, month = categories(random, (8, 4, 12))
    others = random.poisson(1 + strain)
    opened = random.random(ROWS) < chance(0.5 - late / 20)
    logit = 1.4 - 0.12 * late - 0.8 * (earlier == 0) - 0.25 * np.log(amount / habit) - 0.15 * np.log(amount)
    logit += 0.9 * kept - 0.7 * (promises - kept) - 0.008 * age + 0.5 * opened - 0.2 * others
    logit += random.normal(size=8)[kind] * 0.3 + random.normal(size=12)[month] * 0.15
    logit += 0.3 * (earlier > 3) * (earlier_late == 0) - 0.25 * np.tanh(late / 8) * (amount > 400)
    came = answers(random, logit)
    unknown = np.where(earlier == 0, np.nan, 0)
    numbers = [
        np.round(late + random.normal(size=ROWS) * 3 + unknown, 1),
        earlier,
        earlier_late + unknown,
        earlier_late / np.maximum(earlier, 1) + unknown,
        np.round(amount, 2),
        np.round(amount / habit, 2),
        promises,
        np.where(promises == 0, np.nan, kept),
        np.round(age),
        term,
        others,
        np.round(late + random.normal(size=ROWS) * 6, 1),
        random.normal(size=ROWS),
        random.lognormal(size=ROWS),
    ]
    words = [kind, channel, month, opened.astype(int), *categories(random, (30, 6))]
    return [*(column.astype(float) for column in numbers), *words], came


def ball():
    """Inside or outside a ball of eight dimensions."""
    random = np.random.default_rng(39)
    x = random.normal(size=(ROWS, 22)).T
    came = ((x[:8] ** 2).sum(0) > 7.34) ^ (random.random(ROWS) < 0.08)
    return with_cuts(random, x, {3: 12, 10: 5, 12: 8, 18: 4}), came


FOUR_CUTS = {1: 6, 5: 10, 9: 4, 14: 8}
TABLES = {
    "many-categories": many_categories,
    "rare": rare,
    "noise": noise,
    "payments": payments,
    "crossed": crossed,
    "friedman-1": friedman_1,
    "friedman-2-3": friedman_2_3,
    "ball": ball,
    "net": net,
    "clusters-1": lambda: clusters(11, 1, 22, 10, FOUR_CUTS),
    "clusters-2": lambda: clusters(12, 2, 22, 10, FOUR_CUTS),
    "clusters-2-near": lambda: clusters(14, 2, 24, 6, {2: 5, 6: 9, 11: 4, 15: 8, 19: 12}, 0.7, 0.05),
    "clusters-3-near": lambda: clusters(13, 3, 25, 8, {0: 5, 3: 12, 7: 4, 12: 8, 20: 3}, 0.8, 0.05),
    "trees-2": lambda: trees(23, 60, 2, 0.4),
    "trees-4": lambda: trees(24, 40, 4, 0.4),
    "trees-3": lambda: trees(21, 30, 3, 0.55),
    "trees-3-other": lambda: trees(22, 30, 3, 0.55),
}


def write(folder, columns, came):
    """Writes a table; numbers to four decimals, as somebody might have written them down."""
    kinds = []
    for at, column in enumerate(columns):
        if column.dtype.kind == "f":
            np.round(column, 4).astype("<f8").tofile(folder / f"{at}.bin")
            kinds.append({"kind": "number"})
        else:
            column.astype("<i4").tofile(folder / f"{at}.bin")
            kinds.append({"kind": "category", "words": int(column.max()) + 1})
    came.astype("u1").tofile(folder / "answers.bin")
    (folder / "meta.json").write_text(json.dumps({"train": TRAIN, "columns": kinds}))


if __name__ == "__main__":
    name, place = sys.argv[1:]
    write(Path(place), *TABLES[name]())
