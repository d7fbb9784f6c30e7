"""The columns of files with support counters; exports have the same."""

from typing import Final

from flask_babel import lazy_gettext as _l

from seminar_service.web.counter_words import TONGUES
from seminar_service.web.organisers.sheets.bid_columns import place_column
from seminar_service.web.organisers.sheets.columns import YES_OR_NO, ImportColumn

COUNTER_COLUMNS: Final = (
    place_column("prefecture", _l("Prefecture")),
    ImportColumn(
        "name_ja",
        _l("Name of the counter"),
        ("窓口名", "窓口", "name"),
        sample="見本県知財総合支援窓口",
        needed=True,
    ),
    ImportColumn("name_en", _l("Name of the counter in English")),
    ImportColumn("postal_code", _l("Postal code"), ("〒",)),
    ImportColumn(
        "address_ja", _l("Address"), ("所在地", "住所"), sample="見本市見本町1-1", needed=True
    ),
    ImportColumn("address_en", _l("Address in English")),
    ImportColumn(
        "hours_ja", _l("Hours"), ("開所時間", "hours"), sample="平日 9:00〜17:00", needed=True
    ),
    ImportColumn("hours_en", _l("Hours in English")),
    ImportColumn("telephone", _l("Telephone number"), ("電話", "tel", "telephone")),
    ImportColumn("email", _l("Email address"), ("メール", "e-mail", "email")),
    ImportColumn("tongues", _l("Languages"), words=TONGUES, several=True, sample="日本語"),
    ImportColumn("expert_days_ja", _l("Days with experts"), sample="毎週火曜日 弁理士"),
    ImportColumn("expert_days_en", _l("Days with experts in English")),
    ImportColumn("is_sample", _l("Sample"), words=YES_OR_NO),
    ImportColumn("no_reports", _l("Does not report"), words=YES_OR_NO),
    ImportColumn("not_listed", _l("Not in the public directory"), words=YES_OR_NO),
)
