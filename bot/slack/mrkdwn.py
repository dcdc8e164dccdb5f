"""Markdown -> Slack's mrkdwn, harmless. Pure."""

from bot.markdown import Style


def escaped(text: str) -> str:
    """Return a text that Slack shows as it is: no mention, no broadcast, no link comes out of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


#: A longer address leaves no room for its label in a section.
_MAX_ADDRESS = 2000


def _link(label: str, url: str) -> str:
    # Only the web: what else Slack would make of an address is nobody's intention.
    address = escaped(url).replace("|", "%7C")  # a bar ends the address
    if not url.startswith(("https://", "http://")) or len(address) > _MAX_ADDRESS:
        return label
    on_one_line = " ".join(label.replace("|", "¦").splitlines())
    return f"<{address}|{on_one_line}>"


MRKDWN = Style(escape=escaped, bold="*", italic="_", code="`", bullet="• ", quote="> ", link=_link)
