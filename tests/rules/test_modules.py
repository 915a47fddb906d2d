"""Names, sizes and docstrings of modules."""

import ast

import pytest

from tests.rules.files import modules, name_of

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base_utils", "stuff"}
LINES_A_FILE = 300
LINES_A_TEST_FILE = 400
LINES_A_FUNCTION = 50
FUNCTIONS_A_FRONT_DOOR = 20  # types are vocabulary and come along
FOLDERS = ("src", "tools", "benchmarks")


def product():
    return [path for folder in FOLDERS for path in modules(folder)]


def trees():
    return [(path, ast.parse(path.read_text())) for path in product()]


def test_no_module_has_a_vague_name():
    assert [name_of(path) for path in product() if {*path.parts[:-1], path.stem} & VAGUE] == []


def test_every_module_says_what_is_in_it():
    silent = [name_of(path) for path, tree in trees() if tree.body and ast.get_docstring(tree) is None]

    assert silent == []


def test_no_module_is_too_long():
    too_long = [name_of(path) for path in product() if len(path.read_text().splitlines()) > LINES_A_FILE]

    assert too_long == []


def test_no_test_module_is_too_long():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in modules("tests")}

    assert {name: lines for name, lines in lengths.items() if lines > LINES_A_TEST_FILE} == {}


def test_no_function_is_too_long():
    too_long = [
        f"{name_of(path)}:{node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LINES_A_FUNCTION
    ]

    assert too_long == []


def doors():
    return [
        path
        for path in modules("src/zhenglian")
        if path.name == "api.py" and path.parents[1].name == "zhenglian"
    ]


@pytest.mark.parametrize("path", doors(), ids=lambda path: path.parent.name)
def test_front_door_is_narrow_and_has_no_logic(path):
    tree = ast.parse(path.read_text())
    listed = next(
        node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    )
    names = ast.literal_eval(listed)
    kinds = {type(node) for node in tree.body}

    assert len(names) == len(set(names))
    assert len([name for name in names if name[0].islower()]) <= FUNCTIONS_A_FRONT_DOOR
    assert kinds <= {ast.Expr, ast.ImportFrom, ast.Assign, ast.If}
