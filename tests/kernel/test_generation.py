import subprocess
import sys

from zhenglian.kernel.generation import NAME, Generation


def test_new_generation_is_zero_and_kept_in_the_folder(tmp_path):
    generation = Generation(tmp_path / "data")

    assert generation.read() == 0

    generation.write(41)

    assert Generation(tmp_path / "data").read() == 41


def test_write_of_another_process_is_seen_without_opening_the_file_again(tmp_path):
    generation = Generation(tmp_path)
    program = (
        "import sys; from pathlib import Path; from zhenglian.kernel.generation import Generation;"
        "Generation(Path(sys.argv[1])).write(12)"
    )

    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env={"PYTHONPATH": "src"})

    assert generation.read() == 12


def test_short_file_is_made_whole(tmp_path):
    (tmp_path / NAME).write_bytes(b"\x01")

    assert Generation(tmp_path).read() == 1
