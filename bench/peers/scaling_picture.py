"""Draw how engines grow: what `bench/scaling.py` measured in, a PNG out."""

import json
import sys

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt

PANELS = (("p99", "ms a question (99 of 100)"), ("memory", "MiB"), ("build", "s to build"))
MARKS = {"Suivi": "o-", "BM25": "s--", "extractOne": "^:"}


def main() -> None:
    measured = json.load(sys.stdin)
    _, axes = plt.subplots(1, 3, figsize=(10.5, 3.6), layout="constrained")
    for axis, (name, label) in zip(axes, PANELS, strict=True):
        for engine, mark in MARKS.items():
            own = [each for each in measured if each["engine"] == engine]
            values = [max(each[name], 1e-3) for each in own]
            axis.loglog([each["phrasings"] for each in own], values, mark, markersize=5, label=engine)
        axis.set(xlabel="phrasings", title=label)
        axis.grid(alpha=0.3)
    axes[0].legend()
    plt.savefig(sys.argv[1], dpi=110)


if __name__ == "__main__":
    main()
