"""A strength or activation routine, from the words to the files."""

import json

import pytest

from tests.running import run_hillwork


def test_without_a_name_it_is_the_circuit():
    result = run_hillwork("strength")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Glute circuit\n")
    assert result.stdout == run_hillwork("strength", "circuit").stdout


def test_rounds_are_told():
    assert "rounds     5 (the source: 3 rising to 5)" in run_hillwork("strength", "--rounds", 5).stdout
    assert json.loads(run_hillwork("strength", "--rounds", 5, "--json").stdout)["rounds"] == 5


def test_files_of_all_kinds_are_written(tmp_path):
    outputs = [tmp_path / f"before{ending}" for ending in (".txt", ".md", ".json")]
    result = run_hillwork("strength", "activation", *[word for output in outputs for word in ("-o", output)])
    assert result.exit_code == 0
    assert result.stderr.count("wrote ") == 3
    text, page, found = (output.read_text() for output in outputs)
    assert text == result.stdout
    assert page.startswith("# Activation before the run\n")
    assert found == run_hillwork("strength", "activation", "--json").stdout
    assert json.loads(found)["routine"] == "activation"


def test_quiet_says_nothing_beside_the_result(tmp_path):
    result = run_hillwork("strength", "gym", "-q", "-o", tmp_path / "gym.md")
    assert result.stderr == ""
    assert (tmp_path / "gym.md").exists()


def test_the_list_has_a_line_for_each_routine_and_all_forms(tmp_path):
    outputs = [tmp_path / f"all{ending}" for ending in (".txt", ".md", ".json")]
    result = run_hillwork("strength", "--list", *[word for output in outputs for word in ("-o", output)])
    names = [line.split()[0] for line in result.stdout.splitlines()]
    assert names == ["circuit", "activation", "drills", "gym"]
    text, page, found = (output.read_text() for output in outputs)
    assert text == result.stdout
    assert page.count("\nSource: ") == page.count("# ") == 4
    assert [one["routine"] for one in json.loads(found)["routines"]] == names


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("yoga",), "no routine 'yoga'"),
        (("--rounds", 6), "3 to 5 rounds, not 6"),
        (("--rounds", 0), "3 to 5 rounds, not 0"),
        (("activation", "--rounds", 3), "gives no rounds"),
        (("gym", "--list"), "--list lists all routines"),
        (("--list", "--rounds", 3), "--list lists all routines"),
        (("-o", "sheet.pdf"), "cannot write .pdf"),
        (("--rounds", "some"), "not a valid integer"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments, words):
    result = run_hillwork("strength", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_nothing_is_written_when_rounds_are_refused(tmp_path):
    assert run_hillwork("strength", "gym", "--rounds", 3, "-o", tmp_path / "gym.md").exit_code == 2
    assert list(tmp_path.iterdir()) == []
