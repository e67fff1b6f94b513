"""What a column of an outgoing file can say, and how it may be written."""

from enum import StrEnum


class CellType(StrEnum):
    """What a column holds: text may be cut where a column is narrow, nothing else may."""

    TEXT = "text"
    CODE = "code"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    AMOUNT = "amount"
    NUMBER = "number"


class OutgoingField(StrEnum):
    """Where a column takes what it says from."""

    CREDIT = "credit"
    PRODUCT = "product"
    SEGMENT = "segment"
    PARTY_NAME = "party_name"
    DOCUMENT_TYPE = "document_type"
    DOCUMENT_NUMBER = "document_number"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    CHANNEL_CODE = "channel_code"
    RESULT_CODE = "result_code"
    RESULT_WORDS = "result_words"
    MARK_CODE = "mark_code"
    AGENT_CODE = "agent_code"
    AGENT_NAME = "agent_name"
    NOTE = "note"
    PURPOSE = "purpose"
    PROMISE_AMOUNT = "promise_amount"
    PROMISE_DAY = "promise_day"
    PROMISE_CURRENCY = "promise_currency"
    PAYMENT_AMOUNT = "payment_amount"
    PAYMENT_DAY = "payment_day"
    PAYMENT_CURRENCY = "payment_currency"
    PAYMENT_METHOD = "payment_method"
    PAYMENT_REFERENCE = "payment_reference"
    STREET = "street"
    NEIGHBOURHOOD = "neighbourhood"
    MUNICIPALITY = "municipality"
    REGION = "region"
    POSTAL_CODE = "postal_code"
    VERDICT = "verdict"
    DISTANCE = "distance"
    LAT = "lat"
    LON = "lon"
    GESTION_ID = "gestion_id"
    FIXED = "fixed"
    ROW_NUMBER = "row_number"
    FILE_NUMBER = "file_number"
    FILE_DAY = "file_day"


_F, _T = OutgoingField, CellType
_TYPES: dict[OutgoingField, CellType] = {
    **dict.fromkeys((_F.DAY, _F.PROMISE_DAY, _F.PAYMENT_DAY, _F.FILE_DAY), _T.DAY),
    _F.TIME: _T.TIME,
    _F.MOMENT: _T.MOMENT,
    **dict.fromkeys((_F.PROMISE_AMOUNT, _F.PAYMENT_AMOUNT), _T.AMOUNT),
    **dict.fromkeys((_F.DISTANCE, _F.LAT, _F.LON, _F.ROW_NUMBER, _F.FILE_NUMBER), _T.NUMBER),
    **dict.fromkeys(
        (
            *(_F.CREDIT, _F.DOCUMENT_TYPE, _F.DOCUMENT_NUMBER, _F.CHANNEL_CODE, _F.RESULT_CODE),
            *(_F.MARK_CODE, _F.AGENT_CODE, _F.PROMISE_CURRENCY, _F.PAYMENT_CURRENCY),
            *(_F.PAYMENT_REFERENCE, _F.POSTAL_CODE, _F.GESTION_ID, _F.FIXED),
        ),
        _T.CODE,
    ),
}


def type_of(field: OutgoingField) -> CellType:
    """What a column of this field holds."""
    return _TYPES.get(field, CellType.TEXT)


class CellFormat(StrEnum):
    """How a value is written in a file of text; each is of one type of cell."""

    UPPER = "upper"
    BARE = "bare"
    DAY_SLASHES = "day_slashes"
    DAY_DASHES = "day_dashes"
    DAY_ISO = "day_iso"
    DAY_YMD = "day_ymd"
    DAY_DMY = "day_dmy"
    DAY_MONTH_FIRST = "day_month_first"
    TIME_MINUTES = "time_minutes"
    TIME_SECONDS = "time_seconds"
    TIME_HM = "time_hm"
    TIME_HMS = "time_hms"
    MOMENT_SLASHES = "moment_slashes"
    MOMENT_ISO = "moment_iso"
    MOMENT_YMD = "moment_ymd"
    AMOUNT_DECIMALS = "amount_decimals"
    AMOUNT_WHOLE = "amount_whole"
    AMOUNT_CENTS = "amount_cents"


_C = CellFormat
# The first of a type is how it is written where nothing is chosen; a text then stays as it is.
FORMATS: dict[CellType, tuple[CellFormat, ...]] = {
    CellType.TEXT: (_C.UPPER, _C.BARE),
    CellType.CODE: (),
    CellType.DAY: (
        *(_C.DAY_SLASHES, _C.DAY_DASHES, _C.DAY_ISO, _C.DAY_YMD, _C.DAY_DMY),
        _C.DAY_MONTH_FIRST,
    ),
    CellType.TIME: (_C.TIME_MINUTES, _C.TIME_SECONDS, _C.TIME_HM, _C.TIME_HMS),
    CellType.MOMENT: (_C.MOMENT_SLASHES, _C.MOMENT_ISO, _C.MOMENT_YMD),
    CellType.AMOUNT: (_C.AMOUNT_DECIMALS, _C.AMOUNT_WHOLE, _C.AMOUNT_CENTS),
    CellType.NUMBER: (),
}
# In the letters of strftime.
PATTERNS: dict[CellFormat, str] = {
    _C.DAY_SLASHES: "%d/%m/%Y",
    _C.DAY_DASHES: "%d-%m-%Y",
    _C.DAY_ISO: "%Y-%m-%d",
    _C.DAY_YMD: "%Y%m%d",
    _C.DAY_DMY: "%d%m%Y",
    _C.DAY_MONTH_FIRST: "%m/%d/%Y",
    _C.TIME_MINUTES: "%H:%M",
    _C.TIME_SECONDS: "%H:%M:%S",
    _C.TIME_HM: "%H%M",
    _C.TIME_HMS: "%H%M%S",
    _C.MOMENT_SLASHES: "%d/%m/%Y %H:%M",
    _C.MOMENT_ISO: "%Y-%m-%dT%H:%M:%S",
    _C.MOMENT_YMD: "%Y%m%d%H%M%S",
}
