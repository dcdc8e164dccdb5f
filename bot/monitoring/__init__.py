"""How whoever watches over the bot reads its numbers."""
