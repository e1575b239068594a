"""Receipts that several tests read."""

import pytest
from pypdf import PdfReader

from reports import receipt
from tests.documents.papers import SAMPLE, read, render, with_names


@pytest.fixture(scope="module")
def sample() -> bytes:
    return render(receipt.build_values(SAMPLE))


@pytest.fixture(scope="module")
def long_receipt() -> PdfReader:
    names = [f"Đầu{order} thôn Mò Phú Chải xã Y Tý tỉnh Lào Cai Cuối{order}" for order in range(1, 61)]
    return read(render(receipt.build_values(with_names(*names))))
