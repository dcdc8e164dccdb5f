"""The JSON Schema of each kind of content file, for editors that complete and check as people type.

Made from the models that the reader uses; `python -m knowledge.schema FOLDER` writes them, and a test compares.
"""

import sys
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel

from knowledge.fields import NOT_IN_FILES
from knowledge.files import ALIASES, ENTRIES, LISTS, SOURCES
from knowledge.model import Entry, Seminar, Source

Schema = dict[str, Any]


def schemas() -> dict[str, Schema]:
    """Return every schema by its file name."""
    lists: dict[str, tuple[str, type[BaseModel]]] = {f"{ENTRIES}.yaml": (ENTRIES, Entry), **LISTS}
    found = {_name(file): _list_of(heading, model) for file, (heading, model) in lists.items()}
    found["seminar.json"] = _titled("seminar.yaml", Seminar.model_json_schema())
    found[_name(SOURCES)] = _named_sources()
    groups = {"type": "array", "items": {"type": "array", "items": {"type": "string", "minLength": 1}}}
    found[_name(ALIASES)] = _document(ALIASES, "aliases", groups)
    return found


def schema_of(file: str) -> str:
    """Return the name of the schema of a file in a seminar's folder: "entries.json" of "entries/venue.yaml"."""
    folder, _, _ = file.partition("/")
    return _name(folder if folder.endswith(".yaml") else f"{folder}.yaml")


def write(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        (folder / name).write_bytes(as_bytes(schema))


def as_bytes(schema: Schema) -> bytes:
    return orjson.dumps(schema, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _name(file: str) -> str:
    return file.replace(".yaml", ".json")


def _list_of(heading: str, model: type[BaseModel]) -> Schema:
    item = model.model_json_schema()
    definitions = item.pop("$defs", {})
    _for_editors(item)
    schema = _document(heading, heading, {"type": "array", "items": item})
    return {**schema, "$defs": definitions} if definitions else schema


def _for_editors(item: Schema) -> None:
    """Leave out what the reader sets, and allow a source to be named."""
    for name in NOT_IN_FILES:
        item["properties"].pop(name, None)
    if "source" in item["properties"]:
        source = item["properties"]["source"]
        source.setdefault("anyOf", [{"$ref": source.pop("$ref")}] if "$ref" in source else [])
        source["anyOf"].append(_source_name())
    if "further_sources" in item["properties"]:
        further = item["properties"]["further_sources"]
        further["items"] = {"anyOf": [further["items"], _source_name()]}


def _source_name() -> Schema:
    return {"type": "string", "description": "the name of a source in seminar.yaml or sources.yaml"}


def _named_sources() -> Schema:
    source = Source.model_json_schema()
    return _document(SOURCES, "sources", {"type": "object", "additionalProperties": source})


def _document(title: str, heading: str, content: Schema) -> Schema:
    fields = {"type": "object", "properties": {heading: content}, "required": [heading], "additionalProperties": False}
    return _titled(title, fields)


def _titled(title: str, schema: Schema) -> Schema:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


if __name__ == "__main__":
    write(Path(sys.argv[1]))
