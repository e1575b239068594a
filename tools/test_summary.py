"""Add up the lanes of a test run: a line for each, and as the last line `N passed, M failed`.

Arguments: NAME:EXIT_CODE:FILE. FILE is a junit report or, ending in .tsv, lines of `exit code, name`.
A lane that ended badly without naming a failed test (a crash, a time limit, no test found) counts as one
failure, so that nothing that went wrong can look green.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Lane:
    """The result of one lane."""

    name: str
    passed: int
    failed: int
    seconds: float
    remark: str = ""


def count_junit(text: str) -> tuple[int, int, float]:
    """Return passed, failed and seconds of a junit report; a skipped test is a failure here."""
    passed = failed = 0
    seconds = 0.0
    for case in ElementTree.fromstring(text).iter("testcase"):
        seconds += float(case.get("time", 0))
        if any(case.find(kind) is not None for kind in ("failure", "error", "skipped")):
            failed += 1
        else:
            passed += 1
    return passed, failed, seconds


def count_checks(text: str) -> tuple[int, int, float]:
    """Return passed and failed of lines that begin with an exit code."""
    codes = [line.split("\t")[0] for line in text.splitlines()]
    return codes.count("0"), len(codes) - codes.count("0"), 0.0


def read_lane(argument: str) -> Lane:
    """Read one lane; what cannot be read has failed."""
    name, code, path = argument.split(":", 2)
    file = Path(path)
    count = count_checks if file.suffix == ".tsv" else count_junit
    try:
        passed, failed, seconds = count(file.read_text())
    except (FileNotFoundError, ElementTree.ParseError):
        return Lane(name, 0, 1, 0.0, f"không có kết quả, mã {code}")
    if passed + failed == 0:
        return Lane(name, 0, 1, seconds, "không có phép thử nào")
    if code != "0" and not failed:
        return Lane(name, passed, 1, seconds, f"kết thúc với mã {code}")
    return Lane(name, passed, failed, seconds)


def main(arguments: list[str]) -> int:
    """Print the lanes and their sum; 1 if anything failed."""
    lanes = [read_lane(argument) for argument in arguments]
    for lane in lanes:
        remark = f"  ({lane.remark})" if lane.remark else ""
        print(f"{lane.name:<10} đạt {lane.passed:>5}  không đạt {lane.failed:>3}{remark}")
    failed = sum(lane.failed for lane in lanes)
    print(f"{sum(lane.passed for lane in lanes)} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
