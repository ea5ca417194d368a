"""The catalogue of defects as the rules see it, from the reference data."""

from casework.problems import Condition, Problem
from casework.roles import Role
from storage.demo.files import read_reference


def _known(condition):
    return {name: condition[name] for name in ("when", "urgency", "severity") if name in condition}


PROBLEMS = {
    row["code"]: Problem(
        code=row["code"],
        zones=tuple(row["zones"]),
        label=row["label_fr"],
        words=tuple(row["words"]),
        urgency=row["urgency"],
        danger=row["danger"],
        who=row["who"],
        role=Role(row["role"]),
        condition=Condition(**{"urgency": None, "severity": None, **_known(row["condition"])})
        if row["condition"]
        else None,
    )
    for row in read_reference("problems.json")
}
