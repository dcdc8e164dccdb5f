"""The peers of `bench/scaling.py`, in an environment of their own: texts and questions in, what it took out."""

import json
import sys
import time
from pathlib import Path
from resource import getpagesize

from answer_engines import ENGINES


def main() -> None:
    asked = json.load(sys.stdin)
    texts = asked["texts"]
    began = time.process_time()
    engine = ENGINES[sys.argv[1]](texts, texts)
    build = time.process_time() - began
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize() / 2**20
    places, milliseconds = [], []
    for question in asked["questions"]:
        began = time.process_time()
        places.append(engine(question)[0])
        milliseconds.append(1000 * (time.process_time() - began))
    json.dump({"build": build, "memory": memory, "places": places, "milliseconds": milliseconds}, sys.stdout)


if __name__ == "__main__":
    main()
