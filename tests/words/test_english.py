"""The reader of English proves itself both ways: it finds what is English, it is silent on Vietnamese."""

import pytest

from .english import english_left, looks_vietnamese, texts

PAGE = """<!doctype html><html lang="vi"><head><title>Hồ sơ</title><style>p {color: red}</style></head><body>
<p>Đã nộp <b>30</b> đề nghị.</p><input type="submit" value="Nộp"><img src="a.png" alt="Biểu trưng">
<script>const login = "Password";</script><input type="hidden" name="next" value="Search">
<input type="text" value="Sùng A Páo" placeholder="Họ và tên"><br><span lang="en">Sign Out</span>
<svg><title>Sơ đồ</title><path d="M0 0"/></svg></body></html>"""


def test_texts_are_what_a_reader_sees_or_hears():
    assert texts(PAGE) == [
        *("Hồ sơ", "Đã nộp", "30", "đề nghị.", "Đã nộp 30 đề nghị.", "Nộp", "Biểu trưng"),
        *("Họ và tên", "Sùng A Páo", "Sơ đồ"),
    ]


ENGLISH = [
    ("<p>This field is required.</p>", ["this field is required: This field is required."]),
    ("<button>Log Out</button>", ["log out: Log Out"]),
    ("<td>No</td>", ["no: No"]),
    ("<td>None</td>", ["none: None"]),
    ("<p>Hồ sơ: Not Found</p>", ["not found: Hồ sơ: Not Found"]),
    ('<a href="/" title="Change Password">Đổi</a>', ["change password: Change Password"]),
    ('<input placeholder="Username">', ["username: Username"]),
    ('<input type="submit" value="Submit">', ["submit: Submit"]),
    ('<img alt="Browser">', ["browser: Browser"]),
    ('<nav aria-label="previous"></nav>', ["previous: previous"]),
    ("<p>3 days, 2 hours nữa</p>", ["days: 3 days, 2 hours nữa", "hours: 3 days, 2 hours nữa"]),
    (
        "<p>Ensure this value has at most 30 characters (it has 31).</p>",
        [
            f"{part}: Ensure this value has at most 30 characters (it has 31)."
            for part in ("ensure this value has at most", "characters (it has")
        ],
    ),
    (
        "<p>Mã: <b>Incorrect</b> code.</p>",
        ["incorrect code: Mã: Incorrect code.", "code: code."],
    ),
    ("<title>Error</title>", ["error: Error"]),
    ('<p lang="vi">Nộp <span lang="vi-VN">Login</span></p>', ["login: Login", "login: Nộp Login"]),
]


@pytest.mark.parametrize(("html", "found"), ENGLISH, ids=[html for html, _ in ENGLISH])
def test_english_is_found(html, found):
    assert sorted(english_left(html)) == sorted(found)


@pytest.mark.parametrize(
    "html",
    [
        PAGE,
        "<p>Bảng Excel, tệp PDF 412 KB, mã QR, Email: vt@laocai.gov.vn</p>",
        "<p>huong.chao.yty · LDTT · CSTDCS · 12/BB-HĐTĐKT · 05/TTr-SNV · h-2026/login</p>",
        "<p>In văn bản, mang theo to, may no, the lam, an do, nam ban</p>",
        "<td>Lù Seo Sen</td><td>Thu Ha</td><td>TH, THCS</td>",
        '<a href="/dang-nhap/?next=/search/" class="btn error" id="password">Đăng nhập</a>',
        '<input type="hidden" value="Password"><input type="checkbox" value="Yes">',
        '<p lang="en">Sign Out</p><p>Đăng xuất</p>',
    ],
)
def test_vietnamese_and_codes_are_left_alone(html):
    assert english_left(html) == []


def test_words_that_could_be_vietnamese():
    words = ["in", "may", "than", "no", "to", "quy", "thuong", "password", "with", "search", "login", "and"]
    assert [word for word in words if looks_vietnamese(word)] == [
        "in",
        "may",
        "than",
        "no",
        "to",
        "quy",
        "thuong",
    ]
