"""Markdown -> Slack's mrkdwn, harmless. Pure."""

from bot.markdown import Style


def escaped(text: str) -> str:
    """Return a text that Slack shows as it is: no mention, no broadcast, no link comes out of it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(label: str, url: str) -> str:
    # Only the web: what else Slack would make of an address is nobody's intention. A bar ends the address.
    if not url.startswith(("https://", "http://")):
        return label
    return f"<{escaped(url).replace('|', '%7C')}|{label.replace('|', '¦')}>"


MRKDWN = Style(escape=escaped, bold="*", italic="_", code="`", bullet="• ", quote="> ", link=_link)
