"""The YAML files of words and examples: read with the parser in C, and nothing written over."""

from pathlib import Path
from typing import Any, Final

import yaml
from yaml.constructor import ConstructorError

# Ten times as fast; built with most wheels of PyYAML, and the other one reads the same.
_Loader: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _EachKeyOnce(_Loader):  # type: ignore[misc]  # one of two classes
    """Refuses a key that stands twice: of the first one, all would be lost without a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 (the library's own)
        """Read a mapping; raises ConstructorError, which names the line."""
        seen: set[Any] = set()
        for key, _ in node.value:
            name = self.construct_object(key, deep=True)
            if name in seen:
                raise ConstructorError(None, None, f"{name!r} stands twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Read a file; raises yaml.YAMLError, which names the file and the line."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_EachKeyOnce)  # noqa: S506 (a safe loader)
