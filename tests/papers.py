"""Papers for tests: a small source with marks -> PDF or DOCX, made here so that nothing binary is kept."""

from io import BytesIO
from itertools import count

#: Of A4, in points.
WIDTH, HEIGHT, MARGIN = 595, 842, 60
#: Left edges of up to four columns.
COLUMNS = (MARGIN, 140, 360, 470)
SIZES = {"#": 20, "##": 15, "###": 12.5, "": 10.5}


def lines_of(source):
    """Yield (mark, text) of each line of a source: "#", "##", "###", "-", "1.", "|" or ""."""
    for line in source.splitlines():
        mark, _, rest = line.partition(" ")
        if mark in {"#", "##", "###", "-", "|"} or (mark[:-1].isdigit() and mark.endswith(".")):
            yield mark, rest.strip()
        elif line.strip():
            yield "", line.strip()


def a_pdf(source, *, footer="", encrypted=False):
    """Return a PDF file of a source, with a footer on each page."""
    pages, y = [[]], HEIGHT - MARGIN
    for mark, text in lines_of(source):
        size = SIZES.get(mark, SIZES[""])
        y -= size * (1.6 if mark.startswith("#") else 0.7)
        rows = [cell.strip() for cell in text.strip("|").split("|")] if mark == "|" else [text]
        shown = [rows] if mark == "|" else [[each] for each in _wrapped(_marked(mark, text), size)]
        for cells in shown:
            if y < MARGIN + 30:
                pages.append([])
                y = HEIGHT - MARGIN
            for x, cell in zip(COLUMNS, cells, strict=False):
                pages[-1].append((x, y, size, mark.startswith("#"), cell))
            y -= size * 1.2
    for number, page in enumerate(pages, 1):
        page.append((MARGIN, 30, 8, False, f"{footer} {number}".strip()))
    return _file(pages, encrypted=encrypted)


def _marked(mark, text):
    return f"{mark} {text}" if mark[:1].isdigit() else f"\N{BULLET} {text}" if mark == "-" else text


def _wrapped(text, size):
    most, line = int((WIDTH - 2 * MARGIN) / (size * 0.5)), ""
    for word in text.split():
        if len(line) + len(word) >= most:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _file(pages, *, encrypted):
    objects = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding << /BaseEncoding /WinAnsiEncoding %s >> >>"
    # What WinAnsi has not: put in the place of signs that no text here has.
    differences = b"/Differences [1 /ccaron 2 /zcaron 3 /scaron 4 /Ccaron 5 /cacute]"
    objects[3], objects[4] = font % (b"Helvetica", differences), font % (b"Helvetica-Bold", differences)
    numbers = count(5)
    kids = []
    for page in pages:
        content = b"\n".join(_shown(*each) for each in page)
        stream, leaf = next(numbers), next(numbers)
        objects[stream] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        objects[leaf] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (WIDTH, HEIGHT, stream)
        )
        kids.append(b"%d 0 R" % leaf)
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _written(objects, encrypted=encrypted)


def _shown(x, y, size, bold, text):
    special = {"č": 1, "ž": 2, "š": 3, "Č": 4, "ć": 5}
    coded = bytes(special.get(each) or each.encode("cp1252", "replace")[0] for each in text)
    for sign in (b"\\", b"(", b")"):
        coded = coded.replace(sign, b"\\" + sign)
    return b"BT /%s %.1f Tf %d %.1f Td (%s) Tj ET" % (b"F2" if bold else b"F1", size, x, y, coded)


def _written(objects, *, encrypted):
    out, places = BytesIO(), {}
    out.write(b"%PDF-1.5\n")
    for number in sorted(objects):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, objects[number]))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for number in sorted(objects):
        out.write(b"%010d 00000 n \n" % places[number])
    # A key that no empty password opens.
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32)
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, lock if encrypted else b""))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def a_docx(source):
    """Return a DOCX file of a source."""
    from docx import Document  # noqa: PLC0415 - a quarter of a second that only this pays

    document, table = Document(), None
    for mark, text in lines_of(source):
        if mark == "|":
            cells = [each.strip() for each in text.strip("|").split("|")]
            table = table or document.add_table(rows=0, cols=len(cells))
            for cell, words in zip(table.add_row().cells, cells, strict=False):
                cell.text = words
            continue
        table = None
        if mark.startswith("#"):
            document.add_heading(text, level=len(mark))
        elif mark == "-":
            document.add_paragraph(text, style="List Bullet")
        else:
            document.add_paragraph(text, style="List Number" if mark else None)
    written = BytesIO()
    document.save(written)
    return written.getvalue()
