"""Papers of other kinds than reports with headings: news, statements, resolutions, tables."""

import pytest

from knowledge.importing.blocks import Paper
from knowledge.importing.naming import organisations_in
from knowledge.importing.numbers import counts_in
from knowledge.importing.texts import of_lines
from knowledge.importing.understanding import understood


def of(text, known=()):
    return understood(Paper(name="a.txt", blocks=[*of_lines(text)]), known)


def values(found, topic):
    return [value for each in found.facts if each.topic == topic for value in each.values]


def test_news_without_headings():
    found = of(
        "Experts gather to fight online recruitment\n\n"
        "TIRANA, 14 May 2026 - More than 120 practitioners met in Tirana on 13 and 14 May 2026 for a seminar. The "
        "event was co-organised by the OSCE Presence in Albania and the French Embassy, with support from the Swiss "
        "Agency for Development and Cooperation.\n\n"
        "Interior Minister Elira Basha welcomed the participants. Anna Rossi, a prosecutor from Milan, described how "
        "35 victims had been recruited.\n\n"
        "Participants recommended that States create a contact point by March 2027. A follow-up seminar is planned for "
        "Skopje in November 2026.\n"
    )
    assert (found.start.isoformat(), found.end.isoformat(), found.city, found.country) == (
        "2026-05-13",
        "2026-05-14",
        "Tirana",
        "AL",
    )
    assert values(found, "organiser") == ["OSCE Presence in Albania and the French Embassy"]
    assert values(found, "partners") == ["Swiss Agency for Development and Cooperation"]
    assert values(found, "participants") == ["120 practitioners"]
    assert values(found, "opening") == ["Elira Basha"]
    assert {each.name: each.detail for each in found.facts if each.topic == "person"} == {
        "Elira Basha": "Interior Minister",
        "Anna Rossi": "prosecutor from Milan",
    }
    assert [(each.addressee, each.deadline.isoformat()) for each in found.points] == [("States", "2027-03-31")]
    assert values(found, "next") == ["November 2026"]


def test_french_statement_with_numbered_lines():
    found = of(
        "Communiqué\n\nLes 8 et 9 novembre 2024, Bucarest a accueilli un séminaire régional. Il était organisé "
        "conjointement par l'Ambassade de France en Roumanie et le ministère roumain de l'Intérieur. Une centaine de "
        "participants, venus de douze pays, étaient présents.\n\n"
        "Recommandation 1 : Les États devraient désigner un tuteur avant le 30 juin 2025.\n"
        "Recommandation 2 : La Commission européenne devrait financer des formations.\n\n"
        "Le prochain séminaire se tiendra à Sofia en mai 2025.\n"
    )
    assert (found.language, found.city, found.country) == ("fr", "Bucarest", "RO")
    assert values(found, "organiser") == ["Ambassade de France en Roumanie et le ministère roumain de l'Intérieur"]
    assert values(found, "participants") == ["Une centaine de participants", "douze pays"]
    assert [each.addressee for each in found.points] == ["États", "Commission européenne"]
    assert values(found, "next") == ["mai 2025"]


def test_resolution_with_operative_paragraphs():
    found = of(
        "SARAJEVO STATEMENT\n\nThe Ministers, meeting in Sarajevo on 3 October 2025,\n\n"
        "Recalling the Council of Europe Convention on Action against Trafficking in Human Beings,\n\n"
        "1. Commit to exchange data every quarter;\n"
        "2. Call upon the European Union to provide funding;\n"
        "3. Request the Regional Secretariat to prepare a report by 31 March 2026.\n\n"
        "Adopted unanimously in Sarajevo on 3 October 2025.\n"
    )
    assert [each.addressee for each in found.points] == ["", "European Union", "Regional Secretariat"]
    assert {each.noun for each in found.points} == {"commitment"}
    assert "Council of Europe" in values(found, "organisation")
    assert values(found, "adoption") == ["3 October 2025"]


def test_table_of_recommendations_and_headings_that_say_to_whom():
    rows = [("Recommendation", "Responsible", "Deadline"), ("Train judges", "Ministry of Justice", "30 June 2027")]
    from knowledge.importing.blocks import Block, Shape  # noqa: PLC0415

    blocks = [Block(Shape.HEADING, "Recommendations", level=1)]
    blocks += [Block(Shape.ROW, " | ".join(each), cells=each) for each in rows]
    blocks += [Block(Shape.HEADING, "To the municipalities", level=2), Block(Shape.ITEM, "Open more shelters.")]
    points = understood(Paper(name="a.txt", blocks=blocks)).points
    assert [(each.text, each.addressee) for each in points] == [
        ("Train judges", "Ministry of Justice"),
        ("Open more shelters.", "municipalities"),
    ]
    assert points[0].deadline.isoformat() == "2027-06-30"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (
            "The Ministry of Justice and the Council of Europe Convention",
            "en",
            ["Ministry of Justice", "Council of Europe"],
        ),
        ("La Commission européenne devrait aider l'Office fédéral de la police.", "fr", None),
        ("Le préfet et l'hôpital étaient là.", "fr", []),
        ("observers from Europol", "en", ["Europol"]),
    ],
)
def test_organisations_are_named_whole(text, language, found):
    names = organisations_in(text, language, ["Europol"])
    assert names == (["Commission européenne", "Office fédéral de la police"] if found is None else found)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("84 delegates from 14 countries", ["84 delegates", "14 countries"]),
        ("1,260 child victims and 64 % des victimes", ["1,260 child victims", "64 %"]),
        ("28 places d'hébergement, 15 travailleurs sociaux", ["28 places d'hébergement", "15 travailleurs sociaux"]),
        ("18 d'entre elles", ["18 d'entre elles"]),
        ("12 rue des Tanneurs, on 3 May 2026 at 10:30, within 6 months, call 04 78 00 00 12", []),
        ("une vingtaine de juges", ["une vingtaine de juges"]),
    ],
)
def test_counts_are_told_from_other_numbers(text, counts):
    assert [each.text for each in counts_in(text)] == counts
