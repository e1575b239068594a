"""What holds for every kind of paper that follows from sessions and decisions."""

import json
import re
from dataclasses import replace

import pytest

from reports import certificate, count_minutes, decision_paper, letter, minutes, pdf
from tests.documents import samples
from tests.documents.papers import HOSTILE, MM, letters, objects, read, runs, text_of
from tests.documents.samples import MADE

PAPERS = {
    "minutes": (minutes, samples.MINUTES),
    "count": (count_minutes, samples.COUNT),
    "letter": (letter, samples.LETTER),
    "draft letter": (letter, samples.DRAFT_LETTER),
    "decision": (decision_paper, samples.DECISION),
    "draft decision": (decision_paper, samples.DRAFT),
    "certificates": (certificate, samples.CERTIFICATES),
}
FORBIDDEN = {"/EmbeddedFiles", "/EF", "/AF", "/JS", "/JavaScript", "/AA", "/OpenAction", "/URI", "/Launch"}


def render(module, facts) -> bytes:
    values = module.build_values(facts)
    about = {"title": values["title"], "identifier": "van-ban-7", "created": MADE}
    if module is certificate:
        size = (values["width_mm"], values["height_mm"])
        return pdf.render_series(module.TEMPLATE, values, each="certificates", size_mm=size, **about)
    return pdf.render(module.TEMPLATE, values, **about)


@pytest.fixture(scope="module", params=PAPERS)
def paper(request):
    module, facts = PAPERS[request.param]
    return module, facts, render(module, facts)


def test_same_facts_give_the_same_bytes_and_survive_storing(paper):
    module, facts, data = paper
    values = module.build_values(facts)
    assert json.loads(json.dumps(values)) == values
    assert render(module, facts) == data


def test_only_tinos_is_there_and_embedded(paper):
    fonts = {}
    for page in read(paper[2]).pages:
        for font in page["/Resources"]["/Font"].values():
            [descendant] = font.get_object()["/DescendantFonts"]
            file = descendant.get_object()["/FontDescriptor"].get_object().get("/FontFile2")
            fonts[font.get_object()["/BaseFont"].split("+")[1]] = file is not None
    assert set(fonts) <= {"Tinos", "Tinos-Italic", "Tinos-Bold", "Tinos-Bold-Italic"}
    assert set(fonts.values()) == {True}


def test_archival_tagged_and_without_attachments(paper):
    reader = read(paper[2])
    root = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert ('pdfaid:part="2"' in metadata, 'pdfaid:conformance="A"' in metadata) == (True, True)
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("vi", True)
    keys = {key for thing in objects(reader) for key in thing}
    assert keys & FORBIDDEN == set()


def test_no_wrong_zero(paper):
    text = text_of(read(paper[2]))
    assert re.findall(r"ngày \d tháng|tháng 0[3-9]|tháng [12] năm|[Ss]ố:? \d/|\d /|\d/ [A-ZĐ]", text) == []


def test_page_one_has_no_number(paper):
    first = read(paper[2]).pages[0]
    top = float(first.mediabox[3]) - 20 * MM
    assert [run for run in runs(first) if run[1] > top and run[2].strip().isdigit()] == []


def _with_name(module, facts, name: str):
    if module is certificate:
        first = facts.certificates[0]
        return replace(facts, certificates=(replace(first, name=name), *facts.certificates[1:]))
    if module is minutes:
        poll = facts.polls[1]
        first = replace(poll.results[0], name=name)
        return replace(facts, polls=(facts.polls[0], replace(poll, results=(first, *poll.results[1:]))))
    if module is count_minutes:
        return replace(facts, results=(replace(facts.results[0], name=name), *facts.results[1:]))
    return replace(facts, lines=(replace(facts.lines[0], name=name), *facts.lines[1:]))


@pytest.mark.parametrize("kind", ["minutes", "count", "letter", "decision", "certificates"])
def test_hostile_names_are_inert_text(kind, monkeypatch):
    opened = []
    monkeypatch.setattr("socket.socket.connect", lambda self, address: opened.append(address))
    module, facts = PAPERS[kind]
    name = " ".join(HOSTILE)
    reader = read(render(module, _with_name(module, facts, name)))
    assert letters(text_of(reader)).count(letters(pdf.printable(name))) == 1
    keys = {key for thing in objects(reader) for key in thing}
    assert (keys & FORBIDDEN, opened) == (set(), [])
