"""What the bot does. The files at this level are pure, or speak to the world through `ports.py`."""
