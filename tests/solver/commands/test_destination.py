"""Files, links, pipes and devices: each is written as what it is, or what was made is kept."""

import json
import os
import shutil
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from solver import UnusableFile
from solver.commands.destination import Destination

TEXT = "計画\n" * 40_000
"""More than a pipe holds at once."""

NOBODY = 65534


@pytest.fixture(autouse=True)
def rescues(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A temporary folder of the test's own, which everybody may use."""
    tmp_path_factory.getbasetemp()  # pytest looks for its own only once
    folder = Path(tempfile.mkdtemp(prefix="rescues-"))
    folder.chmod(0o777)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system than the test's."""
    shared = Path("/dev", "shm")
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("shared memory is no other file system here")
    folder = Path(tempfile.mkdtemp(dir=shared))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder with a file, in which nothing can be made; root becomes nobody meanwhile."""
    folder = Path(tempfile.mkdtemp())
    (folder / "mine.json").write_text("before", encoding="utf-8")
    (folder / "mine.json").chmod(0o666)
    (folder / "theirs.json").write_text("before", encoding="utf-8")
    (folder / "theirs.json").chmod(0o444)
    folder.chmod(0o555)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    yield folder
    if is_root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def write(path: Path, text: str = TEXT, gives_up: Callable[[], bool] = lambda: False) -> None:
    """Check and write as a command does."""
    destination = Destination(path)
    destination.check()
    destination.write(text, gives_up)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def rescued(error: pytest.ExceptionInfo[UnusableFile], rescues: Path) -> str:
    """Return what was kept in the place that an error tells, which only its owner can read."""
    (kept,) = rescues.iterdir()
    assert str(error.value).endswith(f"what was to be written is kept in {kept}")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    return read(kept)


def test_a_new_file_gets_the_rights_that_the_system_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "plan.json")
    finally:
        os.umask(before)
    assert read(tmp_path / "plan.json") == TEXT
    assert stat.S_IMODE((tmp_path / "plan.json").stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


def test_a_file_is_replaced_in_full_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("before", encoding="utf-8")
    path.chmod(0o604)
    with path.open(encoding="utf-8") as reading:
        write(path)
        assert reading.read() == "before"
    assert read(path) == TEXT
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


def test_half_a_character_is_written_as_json_has_it(tmp_path: Path) -> None:
    write(tmp_path / "plan.json", json.dumps("東\ud800", ensure_ascii=False))
    assert read(tmp_path / "plan.json") == '"東\\ud800"'
    assert json.loads(read(tmp_path / "plan.json")) == "東\ud800"


def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write(tmp_path / ("n" * 255))
    assert read(tmp_path / ("n" * 255)) == TEXT


@pytest.mark.parametrize("is_there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_link_to_another_file_system_is_followed(
    is_there: bool, tmp_path: Path, elsewhere: Path
) -> None:
    link, target = tmp_path / "plan.json", elsewhere / "kept.json"
    link.symlink_to(target)
    if is_there:
        target.write_text("before", encoding="utf-8")
    write(link)
    assert link.is_symlink()
    assert read(target) == TEXT
    assert [each.name for each in elsewhere.iterdir()] == ["kept.json"]


def test_a_file_with_two_names_stays_one(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("before, and longer" + TEXT, encoding="utf-8")
    (tmp_path / "other.json").hardlink_to(tmp_path / "plan.json")
    write(tmp_path / "plan.json")
    assert read(tmp_path / "other.json") == TEXT


def test_a_fifo_is_written_to_as_fast_as_it_is_read(tmp_path: Path) -> None:
    path, got = tmp_path / "fifo", list[str]()
    os.mkfifo(path)
    destination = Destination(path)
    destination.check()
    reader = threading.Thread(target=lambda: got.append(read(path)))
    reader.start()
    destination.write(TEXT)
    reader.join()
    assert got == [TEXT]
    assert path.is_fifo()


def test_a_fifo_waits_for_its_reader(tmp_path: Path) -> None:
    path, got = tmp_path / "fifo", list[str]()
    os.mkfifo(path)
    asked = threading.Event()

    def wait_and_read() -> None:
        asked.wait()
        got.append(read(path))

    def note() -> bool:
        asked.set()
        return False

    reader = threading.Thread(target=wait_and_read)
    reader.start()
    write(path, gives_up=note)
    reader.join()
    assert got == [TEXT]


def test_what_nobody_reads_is_kept_when_the_waiting_ends(tmp_path: Path, rescues: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(UnusableFile) as caught:
        write(tmp_path / "fifo", gives_up=lambda: True)
    assert rescued(caught, rescues) == TEXT


@pytest.mark.parametrize("ends", ["reader", "waiting"])
def test_what_is_read_in_part_is_kept(ends: str, tmp_path: Path, rescues: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def leave() -> bool:
        if ends == "reader":
            os.close(reader)
        return ends == "waiting"

    with pytest.raises(UnusableFile) as caught:
        write(path, gives_up=leave)
    assert rescued(caught, rescues) == TEXT
    if ends == "waiting":
        os.close(reader)


def test_a_pipe_of_the_shell_is_written_to() -> None:
    reader, writer = os.pipe()
    write(Path(f"/dev/fd/{writer}"), "short")
    os.close(writer)
    assert os.read(reader, 100) == b"short"
    os.close(reader)


def test_a_device_stays_a_device() -> None:
    write(Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_device_that_takes_nothing_stays_and_what_was_made_is_kept(
    tmp_path: Path, rescues: Path
) -> None:
    (tmp_path / "plan.json").symlink_to("/dev/full")
    with pytest.raises(UnusableFile, match=r"plan\.json: No space left on device; ") as caught:
        write(tmp_path / "plan.json")
    assert rescued(caught, rescues) == TEXT
    assert Path("/dev/full").is_char_device()
    assert (tmp_path / "plan.json").is_symlink()


def test_a_folder_that_vanishes_leaves_the_place_of_rescue(tmp_path: Path, rescues: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    destination = Destination(folder / "plan.json")
    destination.check()
    folder.rmdir()
    with pytest.raises(UnusableFile, match="No such file or directory") as caught:
        destination.write(TEXT)
    assert rescued(caught, rescues) == TEXT
    assert next(rescues.iterdir()).name.startswith("plan-")
    assert next(rescues.iterdir()).suffix == ".json"


def test_a_path_means_the_same_file_wherever_the_process_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    destination = Destination(Path("plan.json"))
    monkeypatch.chdir("/")
    destination.write("here")
    assert read(tmp_path / "plan.json") == "here"


def test_in_a_read_only_folder_nothing_can_be_made(closed: Path) -> None:
    with pytest.raises(UnusableFile, match=r"new\.json: cannot be written: Permission denied"):
        Destination(closed / "new.json").check()
    with pytest.raises(UnusableFile, match="Permission denied"):
        Destination(closed / "theirs.json").check()


def test_in_a_read_only_folder_a_file_that_is_there_can_be_written(closed: Path) -> None:
    write(closed / "mine.json")
    assert read(closed / "mine.json") == TEXT


@pytest.mark.parametrize(
    "name", ["no-such-folder/plan.json", ".", "loop", "file/plan.json", "n" * 256]
)
def test_what_cannot_be_written_is_told_before_the_work(name: str, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    with pytest.raises(UnusableFile, match="cannot be written"):
        Destination(tmp_path / name).check()


def test_looking_whether_it_can_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("before", encoding="utf-8")
    os.mkfifo(tmp_path / "fifo")
    for name in ("plan.json", "fifo", "new.json"):
        Destination(tmp_path / name).check()
    assert {each.name for each in tmp_path.iterdir()} == {"plan.json", "fifo"}
    assert read(tmp_path / "plan.json") == "before"


def test_where_no_folder_takes_anything_it_goes_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = tmp_path / "gone"
    monkeypatch.setattr(tempfile, "tempdir", str(gone))
    monkeypatch.setattr(Path, "cwd", lambda: gone)
    monkeypatch.setattr(Path, "home", lambda: gone)
    with pytest.raises(UnusableFile, match="it went to standard output"):
        Destination(gone / "plan.json").write(TEXT)
    assert capsys.readouterr().out == TEXT
