"""The YAML files of words: nothing in them is written over without a word."""

from pathlib import Path

import pytest
import yaml

from nlu.yaml_files import read_yaml

FILES = sorted(
    path for folder in ("nlu", "dialogs", "bot") for path in Path(folder).glob("**/*.yaml")
)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_key_of_a_file_stands_twice(path):
    read_yaml(path)


def test_a_key_that_stands_twice_is_refused_by_its_name_file_and_line(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("examples:\n  border: [un]\n  crowd: [deux]\n  border: [trois]\n")

    with pytest.raises(yaml.YAMLError, match=r"'border' stands twice(?s:.*)words\.yaml.*line 4"):
        read_yaml(path)
