"""Streams frameworks, assessments and what the second engine expects of them, one JSON value a line.

    python3 tests/oracle/run.py --seed 1 --count 100

A line `{"framework": …}` is followed by the lines `{"assessment": …, "expected": …}` that belong to it.
"""

import argparse
import json
import random
import sys
from pathlib import Path

from engine import score
from generate import Assessments, Frameworks

ROOT = Path(__file__).resolve().parents[2]
# How many assessments a framework gets in a row, and how many of ten rounds are of generated frameworks.
ROUND = 20
GENERATED_OF_TEN = 7


def shipped():
    """The frameworks of this repository."""
    paths = sorted(ROOT.glob("frameworks/*/*/framework.json")) + [ROOT / "tests/practice/framework.json"]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def frameworks(rng):
    """Frameworks without end."""
    real = shipped()
    made = Frameworks(rng)
    for place in range(sys.maxsize):
        if place % 10 < GENERATED_OF_TEN:
            yield made.framework(place)
        else:
            yield real[(place // 10 * (10 - GENERATED_OF_TEN) + place % 10 - GENERATED_OF_TEN) % len(real)]


def write(line):
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
    sys.stdout.write("\n")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--count", type=int, required=True)
    arguments = arguments.parse_args()
    rng = random.Random(arguments.seed)
    left = arguments.count
    for framework in frameworks(rng):
        if left == 0:
            break
        write({"framework": framework})
        make = Assessments(rng, framework)
        for _ in range(min(ROUND, left)):
            assessment = make.assessment()
            write({"assessment": assessment, "expected": score(framework, assessment)})
            left -= 1


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main()
