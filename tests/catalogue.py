"""The catalogue of defects as the rules see it, from the reference data."""

from casework.problems import Problem
from storage.demo.files import read_reference

PROBLEMS = {
    row["code"]: Problem(
        code=row["code"],
        zones=tuple(row["zones"]),
        label=row["label_fr"],
        words=tuple(row["words"]),
        urgency=row["urgency"],
        danger=row["danger"],
        who=row["who"],
    )
    for row in read_reference("problems.json")
}
