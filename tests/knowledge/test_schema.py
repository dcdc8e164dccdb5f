"""The published schemas say what the reader accepts, and each content file names the one it follows."""

from pathlib import Path

import orjson
import pytest

from knowledge.files import LISTS, held_in
from knowledge.model import Entry, Seminar, Source
from knowledge.schema import as_bytes, schemas, write

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "schema"
CONTENT = ROOT / "knowledge" / "content"
MODELS = {"entries.json": ("entries", Entry)} | {
    name.replace(".yaml", ".json"): heading_and_model for name, heading_and_model in LISTS.items()
}


def references_in(schema):
    """Yield every reference to a definition in a schema."""
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key == "$ref":
            yield value
        elif isinstance(value, dict | list):
            yield from references_in(value)


def test_published_schemas_are_those_of_the_models():
    published = {path.name: path.read_bytes() for path in PUBLISHED.iterdir()}
    assert published == {name: as_bytes(schema) for name, schema in schemas().items()}, "run `make schema`"


def test_schemas_can_be_written_anywhere(tmp_path):
    write(tmp_path / "docs" / "schema")
    assert sorted(path.name for path in (tmp_path / "docs" / "schema").iterdir()) == sorted(schemas())


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yaml")), ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_content_file_names_its_schema_in_its_first_line(path):
    first, named = path.read_text().partition("\n")[0].split("$schema=")
    assert first == "# yaml-language-server: "
    schema = (path.parent / named).resolve()
    assert schema.parent == PUBLISHED
    name = path.relative_to(CONTENT).as_posix().partition("/")[2]
    assert schema.stem == (held_in(name)[0] if name.startswith(("entries/", "checks")) else path.stem)


@pytest.mark.parametrize("name", MODELS)
def test_fields_that_an_editor_offers_are_those_of_the_model(name):
    heading, model = MODELS[name]
    item = schemas()[name]["properties"][heading]["items"]
    assert set(item["properties"]) == set(model.model_fields) - {"seminar"}
    assert item["additionalProperties"] is False
    assert set(item["required"]) == {each for each, field in model.model_fields.items() if field.is_required()}


@pytest.mark.parametrize(("name", "model"), [("seminar.json", Seminar), ("sources.json", Source)])
def test_fields_of_what_is_no_list_are_those_of_the_model(name, model):
    schema = schemas()[name]
    if model is Source:
        schema = schema["properties"]["sources"]["additionalProperties"]
    assert set(schema["properties"]) == set(model.model_fields)
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", schemas())
def test_every_reference_leads_to_a_definition(name):
    schema = orjson.loads(as_bytes(schemas()[name]))
    assert {each.removeprefix("#/$defs/") for each in references_in(schema)} <= set(schema.get("$defs", {}))


@pytest.mark.parametrize("name", ["entries.json", "recommendations.json", "contacts.json"])
def test_source_may_be_named_or_written_out(name):
    heading, _ = MODELS[name]
    ways = schemas()[name]["properties"][heading]["items"]["properties"]["source"]["anyOf"]
    assert {"$ref": "#/$defs/Source"} in ways
    assert "string" in {each.get("type") for each in ways}


def test_values_that_an_editor_offers_are_those_of_the_model():
    definitions = schemas()["entries.json"]["$defs"]
    assert definitions["EntryKind"]["enum"] == ["answer", "not_stated", "small_talk"]
    assert definitions["Audience"]["enum"] == ["everyone", "participants", "organisers"]
