"""The way of a file from Excel into the registers: states and moves."""

from core.sheet_workflow import (
    ACCEPTED,
    CHECKED,
    CHECKING,
    DONE,
    FAILED,
    UPLOADED,
    WRITING,
    way_of_a_file,
)

__all__ = ["ACCEPTED", "CHECKED", "CHECKING", "DONE", "FAILED", "IMPORT", "UPLOADED", "WRITING"]

IMPORT = way_of_a_file("ghi vào sổ")
