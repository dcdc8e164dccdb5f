"""The reference pages of the site, made from the models, the settings, the commands and their help.

`python -m docs.site.reference docs/reference` writes them, `page.fr.md` beside `page.md`. `make docs` does it each
time: nothing of it is kept in the repository, so nothing can be out of date.
"""

import inspect
import io
import re
import sys
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter
from typer.models import ArgumentInfo, CommandInfo, OptionInfo

import run_bot
from bot.commands import HELP
from bot.wording import Wording
from config.settings import Settings
from knowledge import model
from knowledge.fields import NOT_IN_FILES

#: What stands in each file of a seminar's folder, in the order of need.
FILES: Mapping[str, Sequence[type[BaseModel]]] = {
    "seminar.yaml": (model.Seminar, model.Source),
    "entries/*.yaml": (model.Entry,),
    "recommendations.yaml": (model.Recommendation, model.Policy, model.Addressees, model.Period),
    "checks.yaml": (model.Check,),
    "documents.yaml": (model.ListedDocument,),
    "roster.yaml": (model.Participant, model.WorkingHours),
    "contacts.yaml": (model.ContactCard,),
    "safety.yaml": (model.SafetyText,),
}
#: The sentences of the pages, per language; of each field and class too, where it is not the code's own (English).
WORDS: Mapping[str, Any] = yaml.safe_load((Path(__file__).parent / "reference.yaml").read_text(encoding="utf-8"))
_FORMS = {
    TypeAdapter(each).json_schema()["pattern"]: name
    for name, each in {
        "id": model.Id,
        "language": model.Language,
        "country": model.Country,
        "url": model.Url,
        "time": model.Time,
        "number": model.Dialled,
    }.items()
}
_PER_LANGUAGE = TypeAdapter(model.Language).json_schema()["pattern"]


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    wording = Wording()
    found = {}
    for language, suffix in {"en": "", "fr": ".fr"}.items():
        found[f"fields{suffix}.md"] = "\n".join(_fields(language))
        found[f"commands{suffix}.md"] = "\n".join(_commands(language, wording))
    return {**found, "settings.md": "\n".join(_settings())}


def missing(language: str) -> list[str]:
    """Return what is not said in a language: "Entry" or "Entry.owner", in the order of the pages."""
    said = WORDS[language]["models"]
    known = [name for models in FILES.values() for each in models for name in _names(each)]
    return [name for name in known if name not in said]


def left_over(language: str) -> set[str]:
    """Return what is said of nothing that there is."""
    known = {name for models in FILES.values() for each in models for name in _names(each)}
    return set(WORDS[language]["models"]) - known


def _names(of: type[BaseModel]) -> Iterator[str]:
    """Yield what has to be said of a class: itself, and the fields of which English says something."""
    yield of.__name__
    english = WORDS["en"]["models"]
    comments = _comments(of)
    names = ((field, f"{of.__name__}.{field}") for field in _shown(of))
    yield from (name for field, name in names if name in english or comments.get(field))


def _shown(of: type[BaseModel]) -> list[str]:
    return [name for name in of.model_fields if name not in NOT_IN_FILES]


# Fields of the files


def _fields(language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"# {words['fields']}\n\n{words['fields-intro']}"
    for file, models in FILES.items():
        yield f"\n## {file}"
        for each in models:
            yield from _model(each, words)


def _model(of: type[BaseModel], words: Mapping[str, Any]) -> Iterator[str]:
    schema = of.model_json_schema()
    comments = _comments(of)
    name = of.__name__
    said = words["models"]
    yield f"\n### {name}\n\n{said.get(name) or (inspect.getdoc(of) or '').partition(chr(10))[0]}\n"
    yield f"| {words['field']} | {words['takes']} | {words['means']} |\n| --- | --- | --- |"
    for field in _shown(of):
        shape = _shape(schema["properties"][field], schema.get("$defs", {}), words)
        needed = words["required"] if field in schema.get("required", ()) else _default(schema["properties"][field])
        meaning = said.get(f"{name}.{field}") or comments.get(field, "")
        yield f"| `{field}` | {shape}{needed} | {_cell(meaning)} |"


@cache
def _comments(of: type[BaseModel]) -> dict[str, str]:
    """Return what `#:` comments say of each field, those of the classes that it is made from too."""
    inherited = [_comments(base) for base in of.__bases__ if issubclass(base, BaseModel) and base is not BaseModel]
    return {name: said for each in [*inherited, _own_comments(of)] for name, said in each.items()}


def _own_comments(of: type[BaseModel]) -> dict[str, str]:
    found: dict[str, str] = {}
    above: list[str] = []
    tokens = [*tokenize.generate_tokens(io.StringIO(inspect.getsource(of)).readline)]
    for token, following in pairwise(tokens):
        if token.type == tokenize.COMMENT and token.string.startswith("#:"):
            above.append(token.string.removeprefix("#:").strip())
        elif token.type == tokenize.NAME and following.string == ":" and token.string in of.model_fields:
            found.setdefault(token.string, " ".join(above))  # a method below may name it before a colon again
            above = []
        elif token.type == tokenize.NAME:
            above = []
    return found


def _shape(schema: Mapping[str, Any], definitions: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """Return in words what a field takes."""
    for choice in schema.get("anyOf", ()):
        return _shape(choice, definitions, words)  # the other is "nothing"
    if "$ref" in schema:
        return _named(schema["$ref"].rpartition("/")[2], definitions)
    form, held = _form(schema)
    of = _shape(held, definitions, words) if held else ""
    return str(words["shapes"][form]).format(of=of, least=schema.get("minimum"), most=schema.get("maximum"))


def _form(schema: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Return by which words a shape is called, and the schema of what it holds, if it holds something."""
    match schema.get("type"):
        case "array":
            return "list", schema["items"]
        case "object":
            [(pattern, value)] = schema["patternProperties"].items()
            return "per-language" if pattern == _PER_LANGUAGE else "by-name", value
        case "integer" | "boolean" as name:
            return name, {}
    return _FORMS.get(schema.get("pattern", ""), schema.get("format", "text")), {}


def _named(name: str, definitions: Mapping[str, Any]) -> str:
    if "enum" in definitions[name]:
        return ", ".join(f"`{each}`" for each in definitions[name]["enum"])
    return f"[{name}](#{name.lower()})"


def _default(schema: Mapping[str, Any]) -> str:
    value = schema.get("default")
    if value in (None, [], {}, ()):
        return ""
    shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value).lower()
    return f"; `{shown}`"


def _cell(text: str) -> str:
    return re.sub(r"``(\w+)``", r"`\1`", text).replace("|", "\\|").replace("<", "&lt;")


# Settings


def _settings() -> Iterator[str]:
    words = WORDS["en"]
    yield f"# {words['settings']}\n\n{words['settings-intro']}\n\n| Variable | Default | Meaning |\n| --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        variable = str(field.validation_alias or f"SUIVI_{name.upper()}")
        yield f"| `{variable}` | {_said(field.default)} | {_cell(field.description or '')} |"


def _said(default: object) -> str:
    if default in (None, ()):
        return ""
    shown = ",".join(map(str, default)) if isinstance(default, tuple) else str(default)
    return f"`{shown}`"


# Commands


def _commands(language: str, wording: Wording) -> Iterator[str]:
    words = WORDS[language]
    yield f"# {words['commands']}\n\n{words['commands-intro']}"
    for command, message in HELP.items():
        said = wording.say(language, message, contact="")
        yield f"\n## {command}\n"
        yield from (line for line in said.splitlines() if line.startswith("- "))
    yield f"\n## run_bot.py\n\n{words['terminal-intro']}"
    yield from _terminal(words)


def _terminal(words: Mapping[str, Any]) -> Iterator[str]:
    for command in sorted(run_bot.app.registered_commands, key=_called):
        callback = command.callback or _nothing
        yield f"\n### {_called(command)}\n\n{inspect.getdoc(callback)}\n"
        typed = [(_typed(each), each.annotation) for each in inspect.signature(callback).parameters.values()]
        if typed:
            yield f"| {words['typed']} | {words['does']} |\n| --- | --- |"
            yield from (f"| `{each}` | {_cell(_about(annotation).help or '')} |" for each, annotation in typed)


def _called(command: CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", "")).strip("_")


def _nothing() -> None:
    """Nothing."""


def _typed(parameter: inspect.Parameter) -> str:
    about = _about(parameter.annotation)
    taken = about.metavar or _values(parameter)
    if isinstance(about, ArgumentInfo):
        return taken
    # Within Annotated, typer takes the option's name for a default until it makes the command.
    names = [each for each in (about.default, *(about.param_decls or ())) if str(each).startswith("--")]
    return f"{(names or ['--' + parameter.name])[0]} {taken}".strip()


def _about(annotation: Any) -> OptionInfo | ArgumentInfo:
    """Return what typer is told of a parameter.

    Raises:
        StopIteration: nothing.
    """
    return next(each for each in get_args(annotation) if isinstance(each, OptionInfo | ArgumentInfo))


def _values(parameter: inspect.Parameter) -> str:
    """Return what a parameter takes where nothing names it: its choices, or its name; a switch takes nothing."""
    taken = get_args(parameter.annotation)[0]
    for each in (taken, *get_args(taken)):
        if get_origin(each) is Literal:
            return "/".join(get_args(each))
    return "" if taken is bool else parameter.name.upper()


def write(folder: Path) -> None:
    """Write every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
