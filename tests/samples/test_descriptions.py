"""What the office says about the sample seminars."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.samples.descriptions import describe_seminars
from seminar_service.seminars.states import SeminarState
from tests.factories import make_adviser, make_bid, make_seminar, make_tour


def test_seminars_to_be_announced_get_programme_way_and_mostly_a_deadline(
    sqlite_session: Session,
) -> None:
    session = sqlite_session
    tour = make_tour(session)
    rows = [
        make_seminar(
            session,
            make_bid(session, tour),
            state=SeminarState.CONFIRMED,
            team=[make_adviser(session, name="佐藤 健一", name_en="Kenichi Sato")],
        )
        for _ in range(3)
    ]
    rows[0].programme_ja = "自作"
    session.commit()

    for _ in range(2):
        describe_seminars(session, tour.id)

    assert rows[0].programme("ja") == "自作"
    assert rows[1].programme("ja").splitlines() == [
        "13:00 受付開始",
        "13:30 講演「営業秘密管理」 佐藤 健一",
        "15:40 休憩",
        "15:50 質疑応答・名刺交換",
        "16:30 終了",
    ]
    assert rows[1].programme("en").splitlines()[1] == "13:30 Lecture: Trade secrets (Kenichi Sato)"
    assert "名古屋市役所前" in rows[1].access("ja")
    assert "Nagoya" in rows[1].access("en")
    closing = [row.registration_closes_on for row in rows]
    assert closing == [None, None, rows[2].day - timedelta(days=3)]
