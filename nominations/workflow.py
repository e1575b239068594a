"""States and moves of a dossier (hồ sơ đề nghị khen thưởng) and the outcomes of a nomination inside it."""

from core.workflow import Move, State, Workflow

DRAFT, AWAITING_SIGN_OFF, SUBMITTED, RETURNED = "DRAFT", "AWAITING_SIGN_OFF", "SUBMITTED", "RETURNED"
ACCEPTED, APPRAISED, CONFIRMED, CLOSED = "ACCEPTED", "APPRAISED", "CONFIRMED", "CLOSED"
WITHDRAWN, REFUSED = "WITHDRAWN", "REFUSED"

#: The unit writes; what it wrote may still change.
WRITABLE = (DRAFT, RETURNED)
#: What lies on the desks of the standing body, in the order of the work.
QUEUE = (SUBMITTED, ACCEPTED, APPRAISED)
#: The standing body has taken the dossier in.
TAKEN_IN = (ACCEPTED, APPRAISED, CONFIRMED, CLOSED)

DOSSIER = Workflow(
    states=[
        State(DRAFT, "Đang soạn", "Đang soạn", "", "pencil"),
        State(AWAITING_SIGN_OFF, "Chờ thủ trưởng duyệt", "Chờ thủ trưởng duyệt", "info", "person-check"),
        State(SUBMITTED, "Chờ tiếp nhận", "Đã gửi", "info", "send"),
        State(RETURNED, "Yêu cầu bổ sung", "Cần bổ sung", "warn", "arrow-counterclockwise"),
        State(ACCEPTED, "Đang thẩm định", "Đã tiếp nhận", "info", "clipboard-check"),
        State(APPRAISED, "Chờ duyệt thẩm định", "Đã thẩm định", "info", "clipboard2-check"),
        State(CONFIRMED, "Đã duyệt thẩm định", "Đã duyệt thẩm định", "done", "check-circle"),
        State(CLOSED, "Đã kết thúc", "Đã có kết quả", "done", "archive"),
        State(WITHDRAWN, "Đơn vị đã rút", "Đã rút", "", "box-arrow-left"),
        State(REFUSED, "Từ chối tiếp nhận", "Không được tiếp nhận", "stop", "x-circle"),
    ],
    moves=[
        Move("ask_sign_off", WRITABLE, AWAITING_SIGN_OFF, "Trình thủ trưởng duyệt"),
        Move("take_back", (AWAITING_SIGN_OFF,), DRAFT, "Lấy lại để sửa"),
        Move("take_back_returned", (AWAITING_SIGN_OFF,), RETURNED, "Lấy lại để sửa"),
        Move("send_back", (AWAITING_SIGN_OFF,), DRAFT, "Trả lại người soạn", needs_reason=True),
        Move("send_back_returned", (AWAITING_SIGN_OFF,), RETURNED, "Trả lại người soạn", needs_reason=True),
        Move("submit", (DRAFT, AWAITING_SIGN_OFF, RETURNED), SUBMITTED, "Duyệt và gửi"),
        Move("recall", (SUBMITTED,), DRAFT, "Lấy lại hồ sơ"),
        Move("recall_returned", (SUBMITTED,), RETURNED, "Lấy lại hồ sơ"),
        Move("return_for_supplement", (SUBMITTED,), RETURNED, "Yêu cầu bổ sung hồ sơ", needs_reason=True),
        Move("refuse", (SUBMITTED,), REFUSED, "Từ chối tiếp nhận", needs_reason=True),
        Move("accept", (SUBMITTED,), ACCEPTED, "Tiếp nhận"),
        Move("finish_appraisal", (ACCEPTED,), APPRAISED, "Kết thúc thẩm định"),
        Move("send_back_to_officer", (APPRAISED,), ACCEPTED, "Trả lại chuyên viên", needs_reason=True),
        Move("confirm", (APPRAISED,), CONFIRMED, "Duyệt kết quả thẩm định"),
        Move("close", (CONFIRMED,), CLOSED, "Kết thúc hồ sơ"),
        Move("reopen", (CLOSED,), CONFIRMED, "Mở lại hồ sơ", needs_reason=True),
        Move(
            "withdraw",
            (DRAFT, RETURNED, SUBMITTED, ACCEPTED, APPRAISED),
            WITHDRAWN,
            "Rút hồ sơ",
            needs_reason=True,
        ),
    ],
)

PROPOSED, QUALIFIED, NOT_QUALIFIED = "PROPOSED", "QUALIFIED", "NOT_QUALIFIED"
NEEDS_JUDGEMENT, RECOMMENDED, NOT_RECOMMENDED = "NEEDS_JUDGEMENT", "RECOMMENDED", "NOT_RECOMMENDED"
GRANTED, DECLINED, FORWARDED, REVOKED = "GRANTED", "DECLINED", "FORWARDED", "REVOKED"

#: What an appraisal may conclude; all but the first need a reason.
CONCLUSIONS = (QUALIFIED, NEEDS_JUDGEMENT, NOT_QUALIFIED)
#: What goes on to the council, or where there is none to the one who decides.
FOR_COUNCIL = (QUALIFIED, NEEDS_JUDGEMENT)
#: What the council said of it.
OF_COUNCIL = (RECOMMENDED, NOT_RECOMMENDED)
#: Nothing more follows inside this dossier; a grant may still be revoked later.
FINAL = (NOT_QUALIFIED, NOT_RECOMMENDED, GRANTED, DECLINED, REVOKED)
_OPEN = (QUALIFIED, NEEDS_JUDGEMENT, RECOMMENDED, NOT_RECOMMENDED)

#: The move is named like the outcome it leads to. A repeated poll may say otherwise than the void one.
OUTCOME = Workflow(
    states=[
        State(PROPOSED, "Chưa kết luận", "Đang xét", "", "circle"),
        State(QUALIFIED, "Đủ tiêu chuẩn", "Đủ tiêu chuẩn", "done", "check-circle"),
        State(NOT_QUALIFIED, "Chưa đủ tiêu chuẩn", "Chưa đủ tiêu chuẩn", "stop", "x-square"),
        State(NEEDS_JUDGEMENT, "Cần xem xét", "Cần xem xét", "warn", "question-diamond"),
        State(RECOMMENDED, "Hội đồng đề nghị", "Hội đồng thống nhất đề nghị", "info", "people"),
        State(NOT_RECOMMENDED, "Hội đồng không đề nghị", "Hội đồng không đề nghị", "stop", "people"),
        State(GRANTED, "Được khen thưởng", "Được khen thưởng", "gold", "award"),
        State(DECLINED, "Không được khen thưởng", "Không được khen thưởng", "stop", "x-circle"),
        State(FORWARDED, "Đã trình cấp trên", "Đã trình cấp trên", "info", "send"),
        State(REVOKED, "Bị thu hồi", "Bị thu hồi", "stop", "slash-circle"),
    ],
    moves=[
        Move(QUALIFIED, (PROPOSED, *CONCLUSIONS), QUALIFIED, "Đủ tiêu chuẩn"),
        Move(NEEDS_JUDGEMENT, (PROPOSED, *CONCLUSIONS), NEEDS_JUDGEMENT, "Cần xem xét", needs_reason=True),
        Move(NOT_QUALIFIED, (PROPOSED, *CONCLUSIONS), NOT_QUALIFIED, "Chưa đủ tiêu chuẩn", needs_reason=True),
        Move(RECOMMENDED, _OPEN, RECOMMENDED, "Hội đồng đề nghị"),
        Move(NOT_RECOMMENDED, _OPEN, NOT_RECOMMENDED, "Hội đồng không đề nghị"),
        Move(FORWARDED, (QUALIFIED, NEEDS_JUDGEMENT, RECOMMENDED), FORWARDED, "Trình cấp trên"),
        Move(GRANTED, (QUALIFIED, NEEDS_JUDGEMENT, RECOMMENDED, FORWARDED), GRANTED, "Khen thưởng"),
        Move(DECLINED, (*_OPEN, FORWARDED), DECLINED, "Không khen thưởng", needs_reason=True),
        Move(REVOKED, (GRANTED,), REVOKED, "Thu hồi", needs_reason=True),
    ],
)


def sent_back(move: str, was_returned: bool) -> str:
    """Return the name of the move back to the writer: to the draft, or to what the standing body returned."""
    return f"{move}_returned" if was_returned else move
