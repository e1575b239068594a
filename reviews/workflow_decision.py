"""States and moves of a decision (quyết định khen thưởng)."""

from core.workflow import Move, State, Workflow

DRAFT, PRESENTED, SIGNED, PUBLISHED = "DRAFT", "PRESENTED", "SIGNED", "PUBLISHED"
CORRECTED, REVOKED = "CORRECTED", "REVOKED"

#: The standing body has handed the decision to the signer's office.
HANDED_OVER = (PRESENTED, SIGNED, PUBLISHED, CORRECTED, REVOKED)
#: It has its number, for ever.
NUMBERED = (SIGNED, PUBLISHED, CORRECTED, REVOKED)
#: Everybody may know of it.
PUBLIC = (PUBLISHED, CORRECTED)

DECISION = Workflow(
    states=[
        State(DRAFT, "Dự thảo", "Đang soạn", "", "pencil"),
        State(PRESENTED, "Đã trình ký", "Đã trình ký", "info", "send"),
        State(SIGNED, "Đã ký, chờ công bố", "Đã ký", "info", "pen"),
        State(PUBLISHED, "Đã công bố", "Đã công bố", "done", "check-circle"),
        State(CORRECTED, "Đã đính chính", "Đã đính chính", "warn", "pencil-square"),
        State(REVOKED, "Đã thu hồi", "Đã thu hồi", "stop", "slash-circle"),
    ],
    moves=[
        Move("present", (DRAFT,), PRESENTED, "Trình ký"),
        Move("send_back", (PRESENTED,), DRAFT, "Trả lại cơ quan trình", needs_reason=True),
        Move("sign", (PRESENTED,), SIGNED, "Ghi số, ngày và bản đã ký"),
        Move("publish", (SIGNED,), PUBLISHED, "Công bố"),
        Move("correct", (PUBLISHED,), CORRECTED, "Đính chính", needs_reason=True),
        Move("revoke", (PUBLISHED, CORRECTED), REVOKED, "Thu hồi", needs_reason=True),
    ],
)
