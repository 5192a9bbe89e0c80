"""How hillwork and other programs do on recordings whose hills are known: one table, made in one run.

    python bench/compare.py ../shared/bench

The folder holds `tracks`, `truth` and the scorer that belongs to them. The other programs get an environment of their own,
`.venv-compare`: one of them brings lxml along, which makes gpxpy slower. Where a program has a threshold, the best of
several is shown, chosen on these very recordings: that favours it.
"""

import importlib.util
import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from hillwork import find_hills

ROOT = Path(__file__).parent.parent
OTHERS = ("sport-activities-features==0.6.0", "gpxpy", "scipy>=1.11")
KINDS = ("planned", "baro", "sparse", "simplified", "dem", "dsm", "gps", "phone")


def environment() -> Path:
    """Return the Python of the others' environment, made at the first time."""
    folder = ROOT / ".venv-compare"
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (folder / ".ready").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--quiet", *OTHERS], check=True)
        (folder / ".ready").touch()
    return python


def load_scorer(folder: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def found_by_hillwork(tracks: Path) -> dict[str, Any]:
    return {
        path.name.removesuffix(".gpx.gz"): [
            {"start_index": hill.start_index, "end_index": hill.end_index, "gain_m": hill.gain_m}
            for hill in find_hills(path)
        ]
        for path in sorted(tracks.glob("*.gpx.gz"))
    }


def row_of(scorer: Any, truth: Any, name: str, found: dict[str, Any]) -> list[str]:
    rows = scorer.score(truth, found, 0.5)
    whole = scorer.summary(rows)
    cells = [f"{whole['f1']:.2f}"]
    cells += [f"{scorer.summary([row for row in rows if row['noise'] == kind])['f1']:.2f}" for kind in KINDS]
    cells.append(f"{scorer.summary(scorer.score(truth, found, 0.75))['f1']:.2f}")
    cells.append(f"{whole['false_per_10km']:.1f}")
    return [name, *cells]


def main(folder: Path) -> None:
    scorer = load_scorer(folder)
    truth = scorer.load_truth(folder / "truth")
    table = [["finder", "all", *KINDS, "IoU 0.75", "false per 10 km"]]
    table.append(row_of(scorer, truth, "**hillwork**", found_by_hillwork(folder / "tracks")))
    command = [environment(), ROOT / "bench" / "others.py", folder / "tracks"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    best: dict[str, tuple[float, list[str]]] = {}
    for line in lines:
        result = json.loads(line)
        f1 = scorer.summary(scorer.score(truth, result["found"], 0.5))["f1"]
        if result["name"] not in best or f1 > best[result["name"]][0]:
            best[result["name"]] = f1, row_of(scorer, truth, result["name"], result["found"])
    table += [row for _, row in sorted(best.values(), reverse=True)]
    table.insert(1, ["---"] * len(table[0]))
    for row in table:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "bench"))
