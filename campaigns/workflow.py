"""The stages of a campaign, and what a round's window looks like at a moment."""

from core.workflow import Move, State, Workflow

DRAFT = "DRAFT"
LAUNCHED = "LAUNCHED"
INTERIM_REVIEWED = "INTERIM_REVIEWED"
FINAL_REVIEWED = "FINAL_REVIEWED"
ARCHIVED = "ARCHIVED"
#: Units may join and report.
LIVE = (LAUNCHED, INTERIM_REVIEWED)

CAMPAIGN = Workflow(
    states=[
        State(DRAFT, "Đang xây dựng", "Đang xây dựng", "", "pencil"),
        State(LAUNCHED, "Đã phát động", "Đã phát động", "info", "flag"),
        State(INTERIM_REVIEWED, "Đã sơ kết", "Đã sơ kết", "info", "clipboard-check"),
        State(FINAL_REVIEWED, "Đã tổng kết", "Đã tổng kết", "done", "check-circle"),
        State(ARCHIVED, "Đã lưu trữ", "Đã kết thúc", "", "archive"),
    ],
    moves=[
        Move("launch", (DRAFT,), LAUNCHED, "Phát động"),
        Move("review_interim", (LAUNCHED, INTERIM_REVIEWED), INTERIM_REVIEWED, "Ghi sơ kết"),
        Move("review_finally", (LAUNCHED, INTERIM_REVIEWED), FINAL_REVIEWED, "Ghi tổng kết"),
        Move("archive", (FINAL_REVIEWED,), ARCHIVED, "Lưu trữ"),
    ],
)

UPCOMING = "UPCOMING"
OPEN = "OPEN"
CLOSED = "CLOSED"

#: Computed from the window when asked, never stored.
WINDOW = Workflow(
    states=[
        State(UPCOMING, "Chưa mở", "Chưa mở", "", "calendar"),
        State(OPEN, "Đang nhận hồ sơ", "Đang nhận hồ sơ", "info", "inbox"),
        State(CLOSED, "Đã hết hạn nhận", "Đã hết hạn nhận", "", "lock"),
    ],
    moves=[],
)

#: Where the period of a campaign stands on a day; computed when asked, never stored.
PHASE = Workflow(
    states=[
        State("UPCOMING", "Chưa bắt đầu", "Chưa bắt đầu", "", "calendar"),
        State("RUNNING", "Đang diễn ra", "Đang diễn ra", "info", "flag"),
        State("ENDED", "Đã kết thúc", "Đã kết thúc", "", "check-circle"),
    ],
    moves=[],
)

#: A sơ kết or tổng kết on a day; computed when asked, never stored.
REVIEW = Workflow(
    states=[
        State("DUE", "Chưa đến hạn", "Chưa đến hạn", "", "calendar"),
        State("OVERDUE", "Quá hạn", "Quá hạn", "stop", "exclamation-circle"),
        State("HELD", "Đã tổ chức", "Đã tổ chức", "done", "check-circle"),
        State("NOT_HELD", "Không tổ chức", "Không tổ chức", "", "dash-circle"),
    ],
    moves=[],
)
