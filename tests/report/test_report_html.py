"""`report.html`: one file, whole, safe, with findings where they belong. The browser's own view is tested beside it."""

import re
import time
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from report_records import (
    EVIL,
    FAILED,
    GET,
    HOSTILE,
    MILD,
    PASSED,
    RULES,
    answered,
    envelope,
    finding,
    large,
    record,
    scenario,
    step,
)

from ocpi_runner.record.result import Record
from ocpi_runner.report import html

VOID = {"meta", "link", "input", "img", "br", "line", "rect", "path"}
RECORDS = {"passed": PASSED, "failed": FAILED, "hostile": HOSTILE, "empty": record("skipped", [], passed=())}


class Outline(HTMLParser):
    """What a page is made of: ids, links, headings, scripts; and whether its tags are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.handlers: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            self.links += [value or ""] if name == "href" and tag == "a" else []
            self.loads += (
                [value or ""] if name in ("src", "srcset", "data") or (tag == "link" and name == "href") else []
            )
            self.handlers += [name] if name.startswith("on") else []

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module", params=RECORDS)
def page(request: pytest.FixtureRequest) -> str:
    return html.render(RECORDS[request.param])


def test_every_tag_is_closed_and_every_id_stands_once(page: str) -> None:
    outline = Outline(page)
    assert outline.wrong == [] and outline.open == []
    assert len(outline.ids) == len(set(outline.ids))


def test_every_link_leads_to_something_on_the_page(page: str) -> None:
    outline = Outline(page)
    assert {link for link in outline.links if link.removeprefix("#") not in outline.ids} == set()


def test_a_page_asks_for_nothing_and_has_one_script_of_ours(page: str) -> None:
    outline = Outline(page)
    assert outline.loads == ["data:,"]
    assert outline.handlers == []
    assert outline.tags.count("script") == 1 and "img" not in outline.tags
    assert "default-src 'none'" in page


def test_a_page_has_a_language_landmarks_and_headings_in_order(page: str) -> None:
    outline = Outline(page)
    assert '<html lang="en">' in page
    assert {"header", "nav", "main", "footer"} <= set(outline.tags)
    assert outline.headings[0] == 1 and outline.headings.count(1) == 1
    steps = [later - earlier for earlier, later in zip(outline.headings, outline.headings[1:], strict=False)]
    assert max(steps, default=0) <= 1


def test_nothing_of_a_hostile_peer_becomes_markup() -> None:
    page = html.render(HOSTILE)
    assert EVIL not in page
    assert "<script>document" not in page and "<img src=x" not in page
    assert "{{7*7}}" in page and "49" not in Outline(page).tags
    assert "\x1b" not in page and "\x07" not in page


def test_what_failed_stands_before_everything_else_with_its_place() -> None:
    page = html.render(FAILED)
    first = page[page.index('id="failed"') : page.index('id="findings"')]
    assert "scenarios/session.yaml:14" in first and 'href="#s1.2"' in first and 'href="#x4"' in first
    assert "The CDR agrees" not in first, "a blocked step is a consequence"
    assert 'id="failed"' not in html.render(PASSED)


def test_a_finding_stands_beside_the_line_that_it_speaks_of() -> None:
    page = html.render(FAILED)
    line = page.index("2026-05-28 20:26:40", page.index('id="x4"'))
    assert "TYP-005" in page[line : line + 300]


def test_a_finding_about_what_is_missing_stands_beside_what_lacks_it() -> None:
    lacking = finding("SES-031", "`price` is missing", path="$.data.cdr_token.price.amount")
    page = html.render(replace(FAILED, findings=(lacking,)))
    line = page.index("cdr_token", page.index('id="x4"'))
    assert "SES-031" in page[line : line + 200]


def test_a_finding_about_a_header_stands_in_the_row_of_the_header() -> None:
    page = html.render(FAILED)
    row = page.index("OCPI-to-party-id</th>", page.index('id="x5"'))
    assert "TRN-021" in page[row : page.index("</tr>", row)]


def test_a_finding_far_down_a_long_body_is_shown_with_what_is_around_it() -> None:
    body = b'{"data": [%s]}' % b", ".join(b'{"id": %d}' % number for number in range(500))
    late = finding("TYP-018", "too long", path="$.data[400].id")
    page = html.render(replace(FAILED, exchanges=(replace(GET, response=answered(200, body)),), findings=(late,)))
    shown = page[page.index('id="x4"') :]
    assert "<var>400</var>" in shown and "<var>401</var>" in shown and "<var>300</var>" not in shown
    assert re.search(r"… [\d,]+ lines", shown) and "report.json has the rest" in shown


def test_the_setting_that_decided_is_told() -> None:
    assert re.search(r"decided by setting</span> <code>routing.required", html.render(FAILED))


def test_a_request_that_never_came_is_drawn() -> None:
    page = html.render(FAILED)
    assert "never came" in page and "arrow absent" in page and "arrow missing" in page


def test_a_step_that_waited_in_vain_is_drawn_even_without_any_exchange() -> None:
    alone = step("s1.3", "We wait", "failed", action="expect", reason="no GET came within 5 s", started=GET.started - 1)
    page = html.render(record("failed", [scenario("failed", (alone,))], exchanges=(GET,)))
    assert page.index("never came") < page.index("HTTP 200")


def test_failing_lines_of_the_source_are_marked_and_linked() -> None:
    assert re.search(
        r'<span class="l failed"><a class="at" href="#s1.2"[^\n]*- name: The eMSP knows', html.render(FAILED)
    )


@pytest.mark.parametrize(
    "body", [b"", b"not json", b"\xff\x00", b"null", b'"text"', b"[[[[1.10, 1.10]]]]", b'{"a":1,"a":2}']
)
def test_any_body_can_be_shown(body: bytes) -> None:
    page = html.render(
        replace(FAILED, exchanges=(replace(GET, response=answered(200, body)),), findings=FAILED.findings[:1])
    )
    assert "TYP-005" in page[page.index('id="x4"') :]


def test_numbers_and_repeated_keys_are_shown_as_they_were_sent() -> None:
    body = b'{"a": 1.10, "a": 12345678901234567890.0, "b": 1E400}'
    page = html.render(replace(PASSED, exchanges=(replace(GET, response=answered(200, body)),)))
    for number in ("1.10", "12345678901234567890.0", "1E400"):
        assert f"<var>{number}</var>" in page


def test_a_cut_body_says_so() -> None:
    cut = replace(answered(200, b"x" * 1000), size=5_000_000)
    page = html.render(replace(PASSED, exchanges=(replace(GET, response=cut),)))
    assert "1.0 kB of 5.0 MB kept" in page


def test_a_record_of_2000_exchanges_stays_openable() -> None:
    record = large(2000)
    begun = time.perf_counter()
    page = html.render(record)
    assert time.perf_counter() - begun < 5
    assert len(page.encode()) < 15_000_000
    assert page.count('class="exchange card') == 300
    assert "1,700 more exchanges, one line each" in page and "… 9 more exchanges" in page


def test_a_page_of_fifty_steps_is_small(page: str) -> None:
    assert len(page) < 150_000


def test_the_same_record_gives_the_same_page() -> None:
    assert html.render(FAILED) == html.render(FAILED)


def test_any_record_can_be_written_as_utf_8(page: str) -> None:
    assert page.encode("utf-8")


def test_a_run_that_was_cut_short_is_shown_as_far_as_it_came() -> None:
    early: Record = replace(FAILED, scenarios=(), notes=("interrupted by SIGTERM",))
    assert "interrupted by SIGTERM" in html.render(early)


def test_each_rule_is_told_in_words_where_they_are_known() -> None:
    texts = {"TYP-005": "A DateTime is as `RFC 3339` has it.", "LOC-002": "x < y"}
    page = html.render(FAILED, lambda id: texts.get(id, ""))
    assert page.count("A DateTime is as <code>RFC 3339</code> has it.") == 2  # with the finding, and among the checks
    assert "x &lt; y" in page


def test_a_failed_card_names_the_chapter_and_an_assert_has_none() -> None:
    cards = html.render(FAILED).partition('id="findings"')[0]
    assert cards.count("specification: types, DateTime type</span>") == 1
    assert "session.yaml:14</span>" not in cards.replace("<code>scenarios/session.yaml:14</code>", "")


def test_a_must_that_only_warns_says_that_it_is_derived() -> None:
    derived = finding("TRN-102", "It differs", verdict="warned", derived=True)
    assert '<span class="level">must, derived</span>' in html.render(replace(FAILED, findings=(derived,)))


def test_the_profile_and_its_settings_stand_in_the_header() -> None:
    settings = tuple((f"a.{letter}", "on") for letter in "bcde")
    header = html.render(replace(PASSED, profile="strict", settings=settings)).partition("</header>")[0]
    assert "profile <code>strict</code> · <code>a.b=on</code>" in header
    assert 'and 1 more setting (<a href="#settings">all</a>)' in header


def test_the_lines_of_a_description_are_joined_and_its_paragraphs_are_not() -> None:
    only = replace(FAILED.scenarios[0], description="One line\nand another.\n\nThen:\n- a\n- b")
    page = html.render(replace(FAILED, scenarios=(only,)))
    assert '<p class="about">One line and another.</p><p class="about">Then:\n- a\n- b</p>' in page


@pytest.mark.parametrize(("verdict", "reason", "drawn"), [("failed", "refused", "bad"), ("passed", "", "refused")])
def test_a_refusal_that_made_its_step_fail_is_no_good_one(verdict: str, reason: str, drawn: str) -> None:
    refused = replace(GET, response=answered(200, envelope(code=2001)), step="s1.1")
    result = step("s1.1", "It is asked", verdict, reason=reason, exchanges=(4,))
    made = record(verdict, [scenario(verdict, [result])], exchanges=(refused,), passed=())
    assert f'class="arrow {drawn}"' in html.render(made)


def test_the_command_can_be_copied_as_it_was_and_breaks_between_its_words() -> None:
    command = "ocpi-run it.yaml --env 'a=b  c' --report html=x.html"
    (shown,) = re.findall("<code>(<span>ocpi-run.*?)</code>", html.render(replace(PASSED, command=command)))
    assert unescape(re.sub("</?span>", "", shown)) == command


def cards(page: str) -> list[str]:
    """The cards of what failed."""
    return re.findall(r'<li class="card problem .*?</li>', page, re.DOTALL)


def test_a_card_tells_the_own_finding_of_its_step_first_in_the_words_of_its_requirement() -> None:
    (card,) = cards(html.render(MILD, lambda id: RULES.get(id, "")))
    text = " ".join(re.sub("<[^>]+>", " ", unescape(card)).split())
    assert text.index("SES-063 should A PUT without a member is refused —") < text.index("CDR-045 must")
    assert "expected anything but 1000 got 1000" in text
    assert "see the findings" not in text


def test_the_same_step_in_several_versions_is_one_card_that_leads_to_each() -> None:
    (card,) = cards(html.render(MILD))
    assert re.findall(r'<a href="#(s\d\.1)">([^<]+)</a>', card) == [
        ("s1.1", "A PUT is refused"),
        ("s1.1", "2.1.1"),
        ("s2.1", "2.2"),
        ("s3.1", "2.2.1"),
    ]


def test_a_card_of_several_versions_tells_what_only_a_later_one_shows() -> None:
    later = finding("LOC-002", "Something else", step="s3.1")
    (card,) = cards(html.render(replace(MILD, findings=(*MILD.findings, later))))
    assert [card.count(id) for id in ("CDR-045", "SES-063", "LOC-002")] == [1, 1, 1]


def test_steps_of_a_loop_are_one_card_each_by_what_they_are_called() -> None:
    """The rounds of a loop may be others in another version."""
    titles = {"2.1.1": ("Without a", "Without b"), "2.2": ("Without b", "GET /2.2/x", "Again", "Again")}
    titles["2.1.1"] += ("GET /2.1.1/x",)
    found = [
        scenario(
            "failed",
            [step(f"s{at}.1.{n}", title, "failed", line=14, reason="No") for n, title in enumerate(names, 1)],
            id=f"s{at}", version=version,
        )
        for at, (version, names) in enumerate(titles.items(), 1)
    ]  # fmt: skip
    told = [re.findall(r'<a href="#s[^"]*">([^<]+)</a>', card) for card in cards(html.render(record("failed", found)))]
    assert told == [
        ["Without a"],
        ["Without b", "2.1.1", "2.2"],
        ["GET /2.1.1/x", "2.1.1", "2.2"],
        ["Again"],
        ["Again"],
    ]
