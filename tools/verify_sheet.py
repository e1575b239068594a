#!/usr/bin/env python3
"""Check a sealed vote sheet without the portal: needs Python and the `cryptography` package only.

    python tools/verify_sheet.py FILE [--key HEX]

Checks that nothing was changed since the seal (hash and signature) and counts everything again from the
marks: numbers of each question, balance, threshold, receipts, turnout. With --key the signature must be by
that key; without it the key found in the file is printed, to be compared with the one the portal publishes.
Exit code: 0 all is well, 1 something is wrong, 2 the file cannot be read.
"""

import argparse
import base64
import binascii
import hashlib
import json
import re
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "laocai-thidua/sheet/1"
PURPOSE = b"laocai-thidua/signature/1\n"
RECEIPT = re.compile(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}")
COUNTS = ("yes", "no", "blank", "invalid", "recused", "not_cast")
PARTS = {"sheet", "sha256", "signature", "signing_key"}


def canonical(document):
    """Return the one spelling that was hashed and signed."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def check_seal(document, trusted):
    """Yield what is wrong with hash and signature."""
    data = canonical(document["sheet"])
    if hashlib.sha256(data).hexdigest() != document["sha256"]:
        yield "mã băm không khớp nội dung"
    key = document["signing_key"]
    if trusted and key != trusted:
        yield "khóa ký không phải khóa đã công bố"
    try:
        signature = base64.b64decode(document["signature"], validate=True)
        if base64.b64encode(signature).decode() != document["signature"]:
            yield "chữ ký viết sai dạng"
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, PURPOSE + data)
    except (InvalidSignature, ValueError, binascii.Error):
        yield "chữ ký không đúng"


def check_sheet(sheet):
    """Yield what is wrong with the numbers."""
    if sheet["format"] != FORMAT:
        yield f"không biết dạng {sheet['format']!r}"
        return
    roster, receipts = sheet["roster"], sheet["receipts"]
    members, returned = len(roster), sum(entry["voted"] for entry in roster)
    if sheet["turnout"] != {"members": members, "issued": members, "returned": returned}:
        yield "số phiếu phát ra, thu về không khớp danh sách"
    if len(receipts) != returned:
        yield f"{len(receipts)} biên nhận cho {returned} phiếu thu về"
    if receipts != sorted(set(receipts)) or not all(RECEIPT.fullmatch(one) for one in receipts):
        yield "danh sách biên nhận có mã trùng, sai dạng hoặc sai thứ tự"
    if len(set(sheet["tellers"])) < 2:
        yield "không đủ hai người của ban kiểm phiếu"
    if [question["order"] for question in sheet["questions"]] != list(range(1, len(sheet["questions"]) + 1)):
        yield "thiếu hồ sơ hoặc sai thứ tự"
    for question in sheet["questions"]:
        for wrong in check_question(question, members, returned):
            yield f"hồ sơ {question['order']}, {question['name']}: {wrong}"


def check_question(question, members, returned):
    """Yield what is wrong with one question."""
    marks = question["marks"]
    if len(marks) != returned:
        yield f"{len(marks)} dấu cho {returned} phiếu"
    for name, mark in (("blank", "0"), ("yes", "1"), ("no", "2")):
        if question[name] != marks.count(mark):
            yield f"{name} ghi {question[name]}, đếm lại {marks.count(mark)}"
    if question["invalid"] != len(marks) - sum(marks.count(mark) for mark in "0123"):
        yield "số phiếu không hợp lệ khác không khớp"
    if question["recused"] != len(question["excluded"]) or marks.count("3") > question["recused"]:
        yield "số người không tham gia bỏ phiếu không khớp"
    numbers = [question[name] for name in COUNTS]
    if sum(numbers) != members or min(numbers) < 0:
        yield f"tổng {sum(numbers)} khác {members} thành viên"
    num, den, yes = question["num"], question["den"], question["yes"]
    if question["needed"] != -((-num * members) // den):
        yield "số phiếu cần có không đúng"
    if question["passed"] is not (den * yes >= num * members):
        yield "kết luận đạt, không đạt không đúng"
    whole, rest = divmod(yes * 10000 // members, 100)
    if question["percent"] != (f"{whole},{rest:02d}%" if rest else f"{whole}%"):
        yield "tỷ lệ phần trăm không đúng"


def problems_of(document, trusted=""):
    """Return all that is wrong with a sheet file, as sentences."""
    if not isinstance(document, dict) or document.keys() != PARTS:
        return ["tệp không phải phiếu kết quả đã chốt"]
    wrong = list(check_seal(document, trusted))
    try:
        wrong += check_sheet(document["sheet"])
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        wrong.append(f"nội dung hỏng: {error!r}")
    return wrong


def no_double_names(pairs):
    """Refuse a JSON object that says the same name twice: readers would not agree what it says."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("một tên viết hai lần")
    return found


def main(arguments=None):
    """Check one file and say what was found."""
    parser = argparse.ArgumentParser(description="Kiểm tra phiếu kết quả bỏ phiếu đã chốt.")
    parser.add_argument("file")
    parser.add_argument("--key", default="", help="khóa công khai đã công bố, dạng thập lục phân")
    options = parser.parse_args(arguments)
    try:
        with open(options.file, "rb") as file:
            data = file.read()
        document = json.loads(data.decode(), object_pairs_hook=no_double_names)
    except (OSError, ValueError, RecursionError) as error:
        print(f"Không đọc được {options.file}: {error}", file=sys.stderr)
        return 2
    wrong = problems_of(document, options.key.strip().lower())
    if not wrong and canonical(document) != data:
        wrong = ["tệp không còn đúng từng byte như khi tải về"]
    for sentence in wrong:
        print(f"SAI: {sentence}")
    if wrong:
        return 1
    sheet = document["sheet"]
    returned = sheet["turnout"]["returned"]
    print(f"ĐÚNG: {len(sheet['questions'])} hồ sơ, {returned} phiếu, mã {document['sha256']}")
    if not options.key:
        print(f"Khóa ký: {document['signing_key']} (so với khóa mà cổng công bố)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
