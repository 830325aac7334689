"""`report.html` as Chromium shows it: at 390 and 1280 px, no sideways scroll, no request, no error, script or not."""

import json
import os
import re
import shutil
import subprocess
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import pytest
from report_records import FAILED, HOSTILE, PASSED, large

from ocpi_runner.report import html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.browser
RECORDS = {"passed": PASSED, "failed": FAILED, "hostile": HOSTILE, "large": large(62)}
PROBE = """
<body><script>
const wrong = [];
function look(frame) {
  const page = frame.contentDocument, at = frame.contentWindow;
  for (const each of page.querySelectorAll("details")) each.open = true;
  const overflow = page.documentElement.scrollWidth - page.documentElement.clientWidth;
  const filter = page.getElementById("filter");
  const shown = () => [...page.querySelectorAll(".exchange")].filter((each) => each.offsetHeight > 0).length;
  const cards = () => [...page.querySelectorAll(".problem")].filter((each) => each.offsetHeight > 0).length;
  const failed = cards();
  const before = shown();
  page.getElementById("only").click();
  const problems = shown();
  page.getElementById("only").click();
  filter.value = "no such words";
  filter.dispatchEvent(new at.Event("input"));
  setTimeout(() => {
    document.body.textContent = "SEEN" + JSON.stringify({
      overflow, before, problems, none: shown(), failed, left: cards(), title: page.title, wrong,
      requests: at.performance.getEntriesByType("resource").length,
      tools: !page.querySelector(".tools").hidden,
    }) + "SEEN";
  }, 300);
}
</script><iframe id="frame" style="width:WIDTHpx;height:900px;border:0" srcdoc="PAGE"></iframe><script>
const frame = document.getElementById("frame");
frame.addEventListener("load", () => {
  frame.contentDocument.addEventListener("securitypolicyviolation", (event) => wrong.push(event.violatedDirective));
  look(frame);
});
</script></body>
"""


def chromium(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Open a file, and give what the browser printed."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no Chromium")
        pytest.skip("there is no Chromium")
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run")
    local = ("--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr")
    home = f"--user-data-dir={page.parent / 'profile'}"
    command = [CHROMIUM, *quiet, *local, home, *options, page.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)


@cache
def seen(name: str, width: int, folder: Path) -> tuple[dict[str, Any], str]:
    """What a page looks like at a width, and what the browser said about it."""
    page = folder / f"{name}-{width}.html"
    inside = escape(html.render(RECORDS[name]))
    page.write_text(PROBE.replace("WIDTH", str(width)).replace("PAGE", inside), "utf-8")
    result = chromium(page, "--dump-dom", "--virtual-time-budget=3000", "--window-size=1400,1000")
    found = re.search("SEEN(.*)SEEN", result.stdout)
    assert found, result.stdout[-2000:] + result.stderr[-2000:]
    talk = "\n".join(line for line in result.stderr.splitlines() if "CONSOLE" in line)
    return json.loads(found.group(1).replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&")), talk


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_fits_a_telephone_with_everything_open(name: str, folder: Path) -> None:
    found, _ = seen(name, 390, folder)
    assert found["overflow"] == 0


@pytest.mark.parametrize("name", ["failed", "hostile"])
def test_a_page_fits_a_desk(name: str, folder: Path) -> None:
    found, _ = seen(name, 1280, folder)
    assert found["overflow"] == 0


@pytest.mark.parametrize("name", RECORDS)
def test_a_page_asks_the_network_for_nothing_and_the_console_stays_empty(name: str, folder: Path) -> None:
    found, talk = seen(name, 390, folder)
    assert (found["requests"], found["wrong"], talk) == (0, [], "")


def test_no_script_of_a_peer_runs(folder: Path) -> None:
    found, _ = seen("hostile", 390, folder)
    assert "owned" not in found["title"] and found["title"].startswith("✗ failed")


def test_the_buttons_and_the_filter_leave_what_was_asked_for(folder: Path) -> None:
    found, _ = seen("failed", 390, folder)
    assert (found["tools"], found["before"], found["problems"], found["none"]) == (True, 7, 4, 0)
    assert (found["failed"], found["left"]) == (3, 0)


def test_without_script_everything_is_there(folder: Path) -> None:
    """The tools that need a script stay hidden; the rest is plain HTML."""
    page = folder / "plain.html"
    page.write_text(re.sub("<script>.*?</script>", "", html.render(FAILED), flags=re.DOTALL), "utf-8")
    dumped = chromium(page, "--dump-dom").stdout
    assert 'class="tools" hidden' in dumped and dumped.count("<summary>") > 10
