"""Files that are archives (DOCX, XLSX): what is unpacked is bounded before anything is. Pure."""

import zipfile
from io import BytesIO

from knowledge.importing.blocks import ImportingError, Refusal

#: Of all that is packed together, and of the XML in it, which in memory is several times as large.
MAX_UNPACKED = 256 * 2**20
MAX_XML = 48 * 2**20
_MOST_PARTS = 5000
_XML = (".xml", ".rels")
#: An office that encrypts a file puts it into another kind of container.
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def checked(data: bytes, name: str) -> BytesIO:
    """Return an archive to be opened by a library.

    Sizes are those that the archive declares; Python unpacks no more of a part than was declared.

    Raises:
        ImportingError: it is encrypted, broken, would grow beyond bounds, or declares entities.
    """
    if data.startswith(_COMPOUND):
        raise ImportingError(Refusal.ENCRYPTED, name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _weigh(archive, name)
            _refuse_declarations(archive, name)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        RuntimeError,
        EOFError,
        ValueError,
        zlib_error(),
    ) as error:
        raise ImportingError(Refusal.BROKEN, name, found=type(error).__name__) from error
    return BytesIO(data)


def zlib_error() -> type[Exception]:
    import zlib  # noqa: PLC0415 - for its error alone

    return zlib.error


def _weigh(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(each.flag_bits & 1 for each in parts):
        raise ImportingError(Refusal.ENCRYPTED, name)
    whole = sum(each.file_size for each in parts)
    xml = sum(each.file_size for each in parts if each.filename.lower().endswith(_XML))
    if len(parts) > _MOST_PARTS or whole > MAX_UNPACKED or xml > MAX_XML:
        found, most = (whole, MAX_UNPACKED) if whole > MAX_UNPACKED else (xml, MAX_XML)
        raise ImportingError(Refusal.TOO_LARGE_UNPACKED, name, found=f"{found:,}", accepted=f"{most:,}")


def _refuse_declarations(archive: zipfile.ZipFile, name: str) -> None:
    for each in archive.infolist():
        if each.filename.lower().endswith(_XML):
            text = archive.read(each).replace(b"\0", b"")  # UTF-16 too
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise ImportingError(Refusal.ENTITIES, name, found=each.filename)
