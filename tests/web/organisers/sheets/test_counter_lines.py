"""What the lines of a file with counters say."""

from seminar_service.counters.importing import MOST_COUNTERS
from seminar_service.counters.values import Tongue
from seminar_service.web.organisers.sheets.counter_lines import read_counters
from tests.web.conftest import Page

HEAD = [
    "都道府県",
    "窓口名",
    "所在地",
    "開所時間",
    "対応言語",
    "ディレクトリ非掲載",
    "見本",
    "電話番号",
]
HEAD[5] = "not_listed"
LINE = ["東京", "東京窓口", "千代田区1-1", "平日", "", "", "", ""]


def test_a_line_becomes_a_counter_in_japanese_and_listed(page: Page) -> None:
    with page():
        (line,) = read_counters([HEAD, LINE]).lines
    assert line.said
    assert (line.said.prefecture, line.said.tongues) == ("13", (Tongue.JA,))
    assert line.said.is_listed
    assert not line.said.is_sample


def test_several_languages_samples_and_what_is_not_listed(page: Page) -> None:
    with page():
        (line,) = read_counters([HEAD, [*LINE[:4], "英語、中国語", "はい", "はい", ""]]).lines
    assert line.said
    assert line.said.tongues == (Tongue.EN, Tongue.ZH)
    assert not line.said.is_listed
    assert line.said.is_sample


def test_what_is_wrong_is_said_by_its_column(page: Page) -> None:
    with page():
        lines = read_counters(
            [
                HEAD,
                ["江戸", *LINE[1:]],
                [*LINE[:4], "ラテン語", "", "", ""],
                [*LINE[:6], "はい", "03-0000-0000"],
            ]
        ).lines
    assert [[fault.value for fault in line.faults] for line in lines] == [
        ["江戸"],
        ["ラテン語"],
        ["03-0000-0000"],
    ]


def test_a_file_has_so_many_lines_and_no_more(page: Page) -> None:
    rows = [[LINE[0], f"窓口{number}", *LINE[2:]] for number in range(MOST_COUNTERS + 1)]
    with page():
        assert read_counters([HEAD, *rows]).fault
        assert read_counters([HEAD, *rows[1:]]).is_good
