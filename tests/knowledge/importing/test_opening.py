"""Every form is read; what is encrypted, scanned, broken, huge or hostile is refused with its place and its reason."""

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing import opening, packing, pdfs, tables
from knowledge.importing.blocks import ImportingError, Paper, Refusal, Shape, Sheet
from knowledge.importing.opening import opened
from tests.papers import a_docx, a_pdf

SOURCE = """\
# A title that is large
One paragraph that goes on for so long that it does not fit on one line, so that what reads it has to put it together.
## Points
- first
- second
1. numbered
| Time | Session |
| 09:00 | Opening |
Label: value
"""


@pytest.fixture
def file(tmp_path):
    def written(name, data):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return written


def shapes(paper):
    return [(each.shape, each.text) for each in paper.blocks]


EXPECTED = [
    (Shape.HEADING, "A title that is large"),
    (Shape.PARAGRAPH, SOURCE.splitlines()[1]),
    (Shape.HEADING, "Points"),
    (Shape.ITEM, "first"),
    (Shape.ITEM, "second"),
    (Shape.ITEM, "numbered"),
    (Shape.ROW, "Time | Session"),
    (Shape.ROW, "09:00 | Opening"),
    (Shape.PARAGRAPH, "Label: value"),
]
MARKDOWN = SOURCE.replace("| Time", "\n| Time").replace("| 09:00", "|---|---|\n| 09:00").replace("Label", "\nLabel")
PAGE = """<html lang="en"><head><title>t</title></head><body><nav>Home</nav><h1>A title that is large</h1>
<div><p>%s</p><h2>Points</h2><ul><li>first</li><li>second</li></ul><ol><li>numbered</li></ol>
<table><tr><th>Time</th><th>Session</th></tr><tr><td>09:00</td><td>Opening</td></tr></table>
<p>Label: value</p></div><script>alert("x")</script><footer>All rights</footer></body></html>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", a_pdf(SOURCE)),
        ("a.docx", a_docx(SOURCE)),
        ("a.md", MARKDOWN),
        ("a.html", PAGE % SOURCE.splitlines()[1]),
    ],
    ids=lambda each: each if isinstance(each, str) and len(each) < 9 else "",
)
def test_each_form_gives_the_same_blocks(file, name, data):
    seen = []
    paper = opened(file(name, data), lambda done, of: seen.append((done, of)))
    assert shapes(paper) == EXPECTED
    assert seen[-1][0] == seen[-1][1] > 0


def test_plain_text_is_told_apart_by_its_lines(file):
    text = "A TITLE\n=======\n\nA paragraph\non two lines.\n\nDate: 3 May 2026\nVenue: here\n\n(a) one;\n(b) two.\n"
    assert shapes(opened(file("a.txt", text))) == [
        (Shape.HEADING, "A TITLE"),
        (Shape.PARAGRAPH, "A paragraph on two lines."),
        (Shape.PARAGRAPH, "Date: 3 May 2026"),
        (Shape.PARAGRAPH, "Venue: here"),
        (Shape.ITEM, "one;"),
        (Shape.ITEM, "two."),
    ]


def test_places_are_told(file):
    long = "\n".join(["# T", *(f"Paragraph {number} of a document. It has two sentences." for number in range(60))])
    assert opened(file("a.pdf", a_pdf(long))).blocks[-1].place.page == 2
    assert opened(file("a.md", "# T\n\none\n\ntwo\n")).blocks[-1].place.line == 5


def test_what_stands_on_every_page_of_a_document_is_left_out(file):
    long = "\n".join(["# T", *(f"Sentence with the number {number} of many." for number in range(120))])
    texts = [text for _, text in shapes(opened(file("a.pdf", a_pdf(long, footer="Confidential draft"))))]
    assert not any("Confidential" in each for each in texts)
    assert len(texts) == 121


def test_word_that_is_parted_at_the_end_of_a_line_is_whole_again():
    assert pdfs._joined(["the coor-", "dination of non-", "EU states - and", "others"]) == (
        "the coordination of non- EU states - and others"
    )


def test_page_that_says_where_its_text_is_is_taken_at_its_word(file):
    page = "<body><div>Advertisement</div><main><p>%s</p></main></body>" % ("The text. " * 20)
    assert [shape for shape, _ in shapes(opened(file("a.html", page)))] == [Shape.PARAGRAPH]


def test_data_for_machines_is_read_and_what_is_broken_is_passed_over(file):
    page = '<script type="application/ld+json">{"@graph": [{"@type": "Event"}, 3]}</script>'
    page += '<script type="application/ld+json">{nonsense</script><p>text</p>'
    assert list(opened(file("a.html", page)).data) == [{"@type": "Event"}]


@pytest.mark.parametrize("data", ["a;b\n1;2\n", b"\xef\xbb\xbfa,b\r\n1,2\r\n", "a\tb\n1\t2\n", '"a","b"\n"1","2"\n'])
def test_table_is_read_whatever_separates_its_cells(file, data):
    sheet = opened(file("a.csv", data))
    assert isinstance(sheet, Sheet)
    assert (list(sheet.columns), list(sheet.rows)) == (["a", "b"], [(2, {"a": "1", "b": "2"})])


def a_workbook(*rows):
    from openpyxl import Workbook  # noqa: PLC0415

    book, written = Workbook(), BytesIO()
    for each in rows:
        book.active.append(each)
    book.save(written)
    return written.getvalue()


def test_workbook_is_read(file):
    sheet = opened(file("a.xlsx", a_workbook([None], ["Text", "Due", "No"], ["Do it", "'=1+1", 3.0])))
    assert list(sheet.rows) == [(3, {"Text": "Do it", "Due": "=1+1", "No": "3"})]


# What is refused


def an_archive(**parts):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return written.getvalue()


BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
REFUSED = [
    ("a.pdf", a_pdf("text", encrypted=True), Refusal.ENCRYPTED),
    ("a.pdf", a_pdf(""), Refusal.NO_TEXT),
    ("a.pdf", b"%PDF-1.7 and nothing else", Refusal.BROKEN),
    ("a.pdf", b"", Refusal.BROKEN),
    ("a.docx", COMPOUND, Refusal.ENCRYPTED),
    ("a.docx", b"PK\x03\x04 and nothing else", Refusal.BROKEN),
    ("a.docx", an_archive(hello=b"<x/>"), Refusal.BROKEN),
    ("a.docx", an_archive(word__document=BOMB), Refusal.ENTITIES),
    ("a.xlsx", an_archive(xl__workbook=BOMB.decode().encode("utf-16")), Refusal.ENTITIES),
    ("a.xlsx", an_archive(xl__sheet=bytes(packing.MAX_XML + 1)), Refusal.TOO_LARGE_UNPACKED),
    ("a.xlsx", COMPOUND, Refusal.ENCRYPTED),
    ("a.docx", a_docx(""), Refusal.NO_TEXT),
    ("a.html", "<script>x</script>", Refusal.NO_TEXT),
    ("a.md", "", Refusal.NO_TEXT),
    ("a.txt", b"a\0b", Refusal.BROKEN),
    ("a.csv", "a,b\n", Refusal.NO_TEXT),
    ("a.csv", 'a,b\n"x', Refusal.BROKEN),
    ("a.csv", "a\n" + "x" * 20_001, Refusal.BAD_CELL),
    ("a.csv", "a\n" + "x\n" * (tables.MAX_ROWS + 1), Refusal.TOO_MANY_ROWS),
    ("a.doc", b"x", Refusal.OLD_FORM),
    ("a.exe", b"x", Refusal.UNKNOWN_FORM),
]


@pytest.mark.parametrize(("name", "data", "kind"), REFUSED, ids=range(len(REFUSED)))
def test_file_that_cannot_be_taken_says_why(file, name, data, kind):
    with pytest.raises(ImportingError) as raised:
        opened(file(name, data))
    assert (raised.value.kind, raised.value.file) == (kind, name)


def test_file_that_is_missing_huge_or_none_is_refused(tmp_path, monkeypatch):
    for name, kind in (("none.md", Refusal.MISSING), ("folder.md", Refusal.UNREADABLE), ("huge.md", Refusal.TOO_LARGE)):
        if name == "folder.md":
            (tmp_path / name).mkdir()
        elif name == "huge.md":
            monkeypatch.setattr(opening, "MAX_BYTES", 3)
            (tmp_path / name).write_text("four")
        with pytest.raises(ImportingError) as raised:
            opened(tmp_path / name)
        assert raised.value.kind is kind


def test_document_with_too_many_pages_is_refused(file, monkeypatch):
    monkeypatch.setattr(pdfs, "MAX_PAGES", 1)
    with pytest.raises(ImportingError) as raised:
        opened(file("a.pdf", a_pdf("\n".join(["A paragraph of a document."] * 100))))
    assert (raised.value.kind, raised.value.details["accepted"]) == (Refusal.TOO_MANY_PAGES, "1")


@settings(max_examples=60)
@given(st.sampled_from(sorted(opening._READERS)), st.binary(max_size=200), st.integers(0, 400), st.data())
def test_whatever_the_bytes_are_it_is_read_or_refused(tmp_path_factory, suffix, noise, at, data):
    whole = {".pdf": a_pdf("# T\ntext"), ".docx": SMALL_DOCX}.get(suffix, SOURCE.encode())
    spoilt = data.draw(st.sampled_from([noise, whole[:at] + noise + whole[at + len(noise) :]]))
    path = Path(tmp_path_factory.mktemp("noise")) / f"a{suffix}"
    path.write_bytes(spoilt)
    with suppress(ImportingError):  # anything else is a mistake of ours
        read = opened(path)
        assert isinstance(read, Paper | Sheet)
        assert all(each.text.strip() for each in getattr(read, "blocks", ()))


SMALL_DOCX = a_docx("# T\ntext")
