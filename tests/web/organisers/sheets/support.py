"""Files of bids and advisers, as tests send them."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

BID_HEAD = (
    "団体の種類,団体名,ご担当者名,メールアドレス,電話番号,都道府県,会場名（建物・部屋）,会場の住所,"
    "定員（席数）,開始時刻,終了時刻,第1希望,第2希望,テーマ"
)
BID = (
    "商工会議所,豊橋商工会議所,窓口 花子,hanako@example.jp,0532-00-0000,愛知,大ホール,豊橋市1-1,"
    '40,13:30,16:30,"2026-10-06、2026-10-13〜2026-10-15",2026/11/4,{topic}'
)
ADVISER_HEAD = "氏名,メールアドレス,拠点,テーマ,年度全体の担当回数の上限,都合のつかない日"


def sent(client: FlaskClient, address: str, text: str) -> TestResponse:
    """Send a file, and go on to what is shown of it."""
    file = (BytesIO(text.encode()), "file.csv")
    return client.post(address, data={"file": file}, follow_redirects=True)
