"""What the parts of the file check share. Free of Django: it runs in the limited child process."""


class Refused(Exception):
    """The file is not taken; the message is a Vietnamese sentence that says why and what to do."""


DAMAGED = "Tệp bị hỏng hoặc không đúng định dạng. Mở thử trên máy, lưu lại rồi tải lên."
BOMB = "Tệp bung ra quá lớn so với kích thước. Xuất lại tệp từ phần mềm gốc rồi tải lên."
