"""Rules about accounts. Plain values in, answers out."""

import re

from core.verdict import Problem

NAME_LENGTH = 100
PHONE = re.compile(r"\+?[0-9][0-9 .]{7,18}")
USERNAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def account_problems(*, full_name: str, phone: str, email: str) -> list[Problem]:
    """Return what keeps an account from bearing these values; telephone and e-mail may be empty."""
    problems = []
    if not full_name:
        problems.append(Problem("no_name", "full_name", "Ghi họ và tên."))
    elif len(full_name) > NAME_LENGTH:
        text = f"Họ và tên dài quá {NAME_LENGTH} ký tự, hãy kiểm tra lại."
        problems.append(Problem("name_too_long", "full_name", text))
    if phone and not PHONE.fullmatch(phone):
        text = "Ghi số điện thoại bằng chữ số, ví dụ 0214 3800 126, hoặc để trống."
        problems.append(Problem("phone_odd", "phone", text))
    if email and not (EMAIL.fullmatch(email) and len(email) <= 254):
        text = "Ghi địa chỉ thư điện tử dạng ten@laocai.gov.vn, hoặc để trống."
        problems.append(Problem("email_odd", "email", text))
    return problems


def username_problems(username: str, *, is_taken: bool) -> list[Problem]:
    """Return what keeps a user name from being given."""
    if not USERNAME.fullmatch(username) or not 3 <= len(username) <= 60:
        text = "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm; ví dụ hoa.ly.snv."
        return [Problem("username_odd", "username", text)]
    if is_taken:
        text = "Tên đăng nhập này đã có người dùng. Thêm nơi công tác hoặc một chữ số, ví dụ hoa.ly2.snv."
        return [Problem("username_taken", "username", text)]
    return []
