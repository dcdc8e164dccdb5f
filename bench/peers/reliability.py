"""Draw a reliability diagram: {"set": [[confidence, right], ...]} in, a PNG out."""

import json
import sys

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

BINS = 10


def main() -> None:
    sets = {name: np.array(pairs, float) for name, pairs in json.load(sys.stdin).items()}
    _, (above, below) = plt.subplots(2, 1, figsize=(6.4, 7.2), height_ratios=(3, 1), sharex=True, layout="constrained")
    above.plot([0, 1], [0, 1], color="0.6", linestyle=":", label="as sure as right")
    for (name, pairs), style in zip(sets.items(), ("-", "--", "-.") * len(sets), strict=False):
        bins = np.array_split(pairs[np.argsort(pairs[:, 0], kind="stable")], BINS)
        line = np.array([each.mean(axis=0) for each in bins])
        above.plot(line[:, 0], line[:, 1], style, marker="o", markersize=3, linewidth=1, label=name)
    together = np.concatenate(list(sets.values()))
    below.hist(together[:, 0], bins=np.linspace(0, 1, 21), color="0.5")
    above.set(ylabel="share that was right", ylim=(0, 1), xlim=(0, 1), title="How sure, and how often right")
    below.set(xlabel="confidence", ylabel="questions")
    above.legend(fontsize=7, loc="upper left")
    plt.savefig(sys.argv[1], dpi=110)


if __name__ == "__main__":
    main()
