import pytest

from solver.cli import main
from solver.commands import warming


@pytest.mark.parametrize(
    ("is_kept", "said"),
    [(True, "Compiling the planner"), (False, "NUMBA_CACHE_DIR names one")],
)
def test_it_says_what_it_does(
    is_kept: bool,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def compile_all(on_compiling: object) -> bool:
        if is_kept and callable(on_compiling):
            on_compiling()
        return is_kept

    monkeypatch.setattr(warming, "compile_all", compile_all)
    assert main(["warm"]) == 0
    assert said in capsys.readouterr().out


def test_where_there_is_nothing_to_do_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(warming, "compile_all", lambda _: True)
    assert main(["warm"]) == 0
    assert capsys.readouterr().out == ""
