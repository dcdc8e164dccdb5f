"""What holds for every test, and how a figure that one has found is told when all are over."""

import pytest
from hypothesis import settings

# How long an example takes is the machine's business: what else runs on it must not fail a test.
settings.register_profile("suivi", deadline=None)
settings.load_profile("suivi")


@pytest.fixture
def tell(record_property):
    """Tell a figure when all is over; what a worker prints itself nobody sees."""
    return lambda figure: record_property("figure", figure)


def pytest_terminal_summary(terminalreporter):
    passed = [each for each in terminalreporter.stats.get("passed", ()) if each.when == "call"]
    figures = [figure for each in passed for name, figure in each.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
    for figure in figures:
        terminalreporter.line(figure)
