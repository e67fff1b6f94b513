"""`python -m benchmarks [NAME…]`: every benchmark in a process of its own; each prints JSON, kept
in `results/`.
"""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("[a-z]*.py")))


def main(names: list[str]) -> int:
    """Run the named benchmarks, all of them if none is named; answers the exit code."""
    unknown = set(names) - set(NAMES)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
        return 2
    return max(map(run, names or NAMES))


def run(name: str) -> int:
    """Run one and keep what it printed; what it says of its progress is shown as it comes."""
    print(f"{name} …", file=sys.stderr, flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.PIPE, check=False
    )
    words = done.stdout.decode()
    print(words, flush=True)
    if done.returncode == 0:
        result = FOLDER / "results" / f"{name}.json"
        result.parent.mkdir(exist_ok=True)
        result.write_text(words, "utf-8")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
