"""What LightGBM makes of a table, on one thread: python library.py FOLDER [--two-at-once]

Prints the best AUC on the test rows over a few settings, and the seconds of processor time that this one setting took
to learn. It is chosen on the very rows it is told of, which flatters the library: the hardest yardstick for others.
"""

import itertools
import json
import sys
import time
from pathlib import Path

import lightgbm as lgb
import numpy as np
from sklearn.metrics import roc_auc_score

MOST_ROUNDS, PATIENCE = 3000, 50
BAGS = {"bagging_fraction": 0.8, "bagging_freq": 1}
FREE = [
    {"num_leaves": 31, "learning_rate": 0.05, "min_child_samples": 20},
    {"num_leaves": 15, "learning_rate": 0.05, "min_child_samples": 50, "feature_fraction": 0.7, **BAGS},
    {"num_leaves": 7, "learning_rate": 0.08, "min_child_samples": 20, "feature_fraction": 0.7},
    {"num_leaves": 63, "learning_rate": 0.03, "min_child_samples": 50, "feature_fraction": 0.6, **BAGS, "lambda_l2": 5},
    {"num_leaves": 4, "learning_rate": 0.1, "min_child_samples": 20, "feature_fraction": 0.8},
]
TWO_AT_ONCE = [
    {"num_leaves": 4, "learning_rate": 0.1, "feature_fraction": 0.8},
    {"num_leaves": 6, "learning_rate": 0.07, "min_child_samples": 50, "lambda_l2": 5, **BAGS},
]


def read(folder):
    """The rows, their answers, which columns are categories, and how many rows are to learn from."""
    meta = json.loads((folder / "meta.json").read_text())
    kinds = [column["kind"] for column in meta["columns"]]
    columns = [
        np.fromfile(folder / f"{at}.bin", "<f8" if kind == "number" else "<i4").astype(float)
        for at, kind in enumerate(kinds)
    ]
    words = [at for at, kind in enumerate(kinds) if kind == "category"]
    for at in words:
        columns[at][columns[at] < 0] = np.nan
    return np.stack(columns, 1), np.fromfile(folder / "answers.bin", "u1"), words, meta["train"]


def learn(rows, answers, words, train, setting):
    """Boosts until a fifth of the rows, held out, gains no more."""
    order = np.random.default_rng(0).permutation(train)
    held, learnt = order[: train // 5], order[train // 5 :]
    data = lgb.Dataset(rows[learnt], answers[learnt], categorical_feature=words)
    check = lgb.Dataset(rows[held], answers[held], categorical_feature=words, reference=data)
    always = {"objective": "binary", "metric": "binary_logloss", "verbose": -1, "num_threads": 1, "seed": 1}
    stop = lgb.early_stopping(PATIENCE, verbose=False)
    return lgb.train({**always, **setting}, data, MOST_ROUNDS, valid_sets=[check], callbacks=[stop])


def main(folder, two_at_once):
    """Tries each setting and prints what the best came to."""
    rows, answers, words, train = read(folder)
    settings = FREE
    if two_at_once:
        pairs = [list(pair) for pair in itertools.combinations(range(rows.shape[1]), 2)]
        settings = [{"interaction_constraints": pairs, **setting} for setting in TWO_AT_ONCE]
    found = []
    for setting in settings:
        start = time.process_time()
        model = learn(rows, answers, words, train, setting)
        seconds = time.process_time() - start
        found.append((roc_auc_score(answers[train:], model.predict(rows[train:], num_threads=1)), seconds))
    auc, seconds = max(found)
    print(json.dumps({"auc": auc, "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--two-at-once" in sys.argv[2:])
