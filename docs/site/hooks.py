"""What mkdocs is told besides its configuration, so that pages which are read in the repository too make a site.

A link out of docs/ becomes the path it names, since the site does not hold those files. Links between the languages are
made relative, so that the site may lie anywhere, also in a folder of somebody's disk.
"""

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\((?P<target>(?:\.\./)+[^)#\s]+)(?:#[^)\s]*)?\)")


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Return a page's text without links to files that the site does not hold.

    Raises:
        PluginError: no such file in the repository.
    """
    beside = (DOCS / page.file.src_uri).parent

    def told(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(beside / link["target"]))
        if target.is_relative_to(DOCS):
            return link[0]
        if not target.exists():
            raise PluginError(f"{page.file.src_uri} links to {link['target']}, which is not there")
        path = f"`{target.relative_to(ROOT)}`"
        return path if link["text"].strip("`") in path else f"{link['text']} ({path})"

    return _LINK.sub(told, markdown)


@event_priority(-100)  # after the plugin that knows the languages
def on_page_context(context: dict[str, Any], *, config: Any, **_: Any) -> dict[str, Any]:
    for each in config.extra["alternate"]:
        each["link"] = each["link"].lstrip("/")
    return context
