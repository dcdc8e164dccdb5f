"""A node and a model -> a value, or pydantic's errors in the places and kinds of our own problems."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from knowledge.nodes import Node, walk
from knowledge.problems import Problem, ProblemKind

Model = TypeVar("Model", bound=BaseModel)

#: Set by the reader, so not for editors.
NOT_IN_FILES = frozenset({"seminar"})
#: The forms that patterns stand for, by the start of the pattern; `bot/locales` says each in words.
_FORMS = {
    r"^[a-z0-9]+(-": "id",
    r"^[a-z]{2,3}$": "language",
    r"^[A-Z]{2}$": "country",
    r"^https?": "url",
    r"^[A-Z0-9]+(-": "reference",
    r"^[^\s@": "email",
    r"^([01]": "time",
    r"^\+?\d": "number-to-dial",
}
#: pydantic's error types, as kinds of ours and what is accepted instead ("" where the error's context says it).
_KINDS = {
    "missing": (ProblemKind.MISSING, ""),
    "extra_forbidden": (ProblemKind.UNKNOWN_FIELD, ""),
    "enum": (ProblemKind.WRONG_VALUE, ""),
    "string_pattern_mismatch": (ProblemKind.BAD_FORM, ""),
    "string_too_long": (ProblemKind.TOO_LONG, ""),
    "too_long": (ProblemKind.TOO_MANY, ""),
    "string_too_short": (ProblemKind.EMPTY, ""),
    "too_short": (ProblemKind.EMPTY, ""),
    "string_type": (ProblemKind.WRONG_SHAPE, "text"),
    "mapping_type": (ProblemKind.WRONG_SHAPE, "mapping"),
    "dict_type": (ProblemKind.WRONG_SHAPE, "mapping"),
    "model_type": (ProblemKind.WRONG_SHAPE, "mapping"),
    "tuple_type": (ProblemKind.WRONG_SHAPE, "list"),
    "list_type": (ProblemKind.WRONG_SHAPE, "list"),
    "date_type": (ProblemKind.BAD_FORM, "date"),
    "date_parsing": (ProblemKind.BAD_FORM, "date"),
    "date_from_datetime_parsing": (ProblemKind.BAD_FORM, "date"),
    "date_from_datetime_inexact": (ProblemKind.BAD_FORM, "date"),
    "bool_type": (ProblemKind.BAD_FORM, "boolean"),
    "bool_parsing": (ProblemKind.BAD_FORM, "boolean"),
    "timezone": (ProblemKind.BAD_FORM, "timezone"),
    "int_type": (ProblemKind.BAD_FORM, "number"),
    "int_parsing": (ProblemKind.BAD_FORM, "number"),
    "greater_than_equal": (ProblemKind.OUT_OF_RANGE, ""),
    "less_than_equal": (ProblemKind.OUT_OF_RANGE, ""),
    "addressees": (ProblemKind.NOBODY_MEANT, "roles, countries, organisations, participants"),
    "period": (ProblemKind.ONE_UNIT, "months, weeks"),
    "hours": (ProblemKind.HOURS_ORDER, ""),
    "archived": (ProblemKind.ARCHIVED_DEFAULT, ""),
}
_SHORTENED = 60


def valid(model: type[Model], node: Node, file: str, problems: list[Problem]) -> Model | None:
    """Return the model's value; where the node is not valid, add its problems and return None."""
    if not isinstance(node.value, dict):
        if not node.broken:
            problems.append(problem_at(ProblemKind.WRONG_SHAPE, file, node, found=shown(node), accepted="mapping"))
        return None
    for name in NOT_IN_FILES & node.value.keys() & model.model_fields.keys():
        found = {"field": name, "found": name, "accepted": _names_of(model)}
        problems.append(problem_at(ProblemKind.UNKNOWN_FIELD, file, node.keys[name], **found))
        del node.value[name]
    value: Model | None = valid_as(_adapter(model), node, file, problems, model)
    return value


@cache
def _adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def valid_as(
    adapter: TypeAdapter[Any], node: Node, file: str, problems: list[Problem], model: type[BaseModel] | None = None
) -> Any:
    """Do as ``valid`` for any type; ``model`` is what its values are, to say which fields there are."""
    try:
        return adapter.validate_python(node.plain())
    except ValidationError as error:
        found = [_problem(each, node, file, model) for each in error.errors(include_url=False)]
        problems += [each for each in found if each is not None]
        return None


def below(root: Node, file: str, heading: str, shape: str) -> tuple[Node | None, list[Problem]]:
    """Return what stands under the only heading of a file, and what is wrong with the headings.

    None where nothing stands there, or something of another shape.
    """
    found = next(walk(root, [heading]), None)
    wrong = [
        problem_at(ProblemKind.UNKNOWN_FIELD, file, key, found=name, accepted=heading)
        for name, key in root.keys.items()
        if name != heading
    ]
    if root.shape not in {"", "mapping"}:
        details = {"found": shown(root), "accepted": f"{heading}:"}
        wrong.append(problem_at(ProblemKind.WRONG_SHAPE, file, root, **details))
    elif found is not None and found.shape not in {"", shape}:
        details = {"field": heading, "found": shown(found), "accepted": shape}
        wrong.append(problem_at(ProblemKind.WRONG_SHAPE, file, found, **details))
    return (found if found is not None and found.shape == shape else None), wrong


def _problem(error: Any, root: Node, file: str, model: type[BaseModel] | None) -> Problem | None:
    """Return what pydantic found as a problem with a place; None where it follows from one that is reported already."""
    path = tuple(error["loc"])
    named = error["type"] == "extra_forbidden"
    if path[-1:] == ("[key]",) and not named:  # a key is wrong, not its value
        path, named = path[:-1], True
    trail = list(walk(root, path))
    node = trail[-1] if trail else root
    if node.broken:
        return None
    kind, accepted = _kind_of(error, model, path)
    if named:
        parent = trail[-2] if len(trail) > 1 else root
        node = parent.keys[str(path[-1])]
    found = "" if kind is ProblemKind.MISSING else shown(node)
    return problem_at(kind, file, node, field=_field(path), found=found, accepted=accepted)


def _kind_of(error: Any, model: type[BaseModel] | None, path: tuple[int | str, ...]) -> tuple[ProblemKind, str]:
    context = error.get("ctx", {})
    kind, accepted = _KINDS.get(error["type"], (ProblemKind.INVALID, str(error["msg"])))
    if kind is ProblemKind.UNKNOWN_FIELD:
        accepted = _names_of(_model_at(model, path[:-1]))
    elif kind is ProblemKind.WRONG_VALUE:
        accepted = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    elif kind in {ProblemKind.TOO_LONG, ProblemKind.TOO_MANY}:
        accepted = str(context["max_length"])
    elif kind is ProblemKind.OUT_OF_RANGE:
        accepted = f"≥ {context['ge']}" if "ge" in context else f"≤ {context['le']}"
    elif error["type"] == "string_pattern_mismatch":
        accepted = _form(str(context["pattern"]))
    return kind, accepted


def _form(pattern: str) -> str:
    return next((form for start, form in _FORMS.items() if pattern.startswith(start)), pattern)


def _model_at(model: type[BaseModel] | None, path: tuple[int | str, ...]) -> type[BaseModel] | None:
    """Follow a path through the models' fields to the model it leads into."""
    for part in path:
        if model is not None and part in model.model_fields:
            model = next(_models_in(model.model_fields[str(part)].annotation), None)
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_origin(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from _models_in(each)


def _names_of(model: type[BaseModel] | None) -> str:
    return ", ".join(name for name in model.model_fields if name not in NOT_IN_FILES) if model else ""


def _field(path: Iterable[int | str]) -> str:
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def shown(node: Node) -> str:
    """Return what stands at a node, short enough for a line; a word for what is not a scalar."""
    text = node.value
    if not isinstance(text, str):
        return node.shape
    return text if len(text) <= _SHORTENED else f"{text[:_SHORTENED]}..."


def problem_at(kind: ProblemKind, file: str, node: Node, **details: str) -> Problem:
    return Problem(kind=kind, file=file, line=node.line, column=node.column, **details)
