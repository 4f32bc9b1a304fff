"""Two hundred pages before a clerk: what the page weighs, how long a decision takes, whether scrolling stays fluent.

Figures are printed and not asserted on; what is asserted is that all of it can be worked on.
"""

import sys
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from long_document import long_document

PRESSES = 10
WATCH = """
window.longest = [];
new PerformanceObserver((list) => list.getEntries().forEach((one) => window.longest.push(Math.round(one.duration))))
  .observe({type: "longtask", buffered: true});
"""
SCROLL = """
async () => {
  const step = () => new Promise((done) => requestAnimationFrame(done));
  const frames = [];
  const scroller = document.querySelector("main");
  for (let y = 0; y < scroller.scrollHeight; y += 200) {
    const before = performance.now();
    scroller.scrollTo(0, y);
    await step();
    frames.push(performance.now() - before);
  }
  frames.sort((a, b) => a - b);
  return { frames: frames.length, median: frames[frames.length >> 1], worst: frames.at(-1) };
}
"""
LOADED = """
() => {
  const page = performance.getEntriesByType("navigation")[0];
  return { answered: page.responseStart - page.requestStart, ready: page.domContentLoadedEventEnd,
           bytes: page.decodedBodySize, elements: document.querySelectorAll("*").length };
}
"""


def test_two_hundred_pages(page: Page, sign_in: Callable[..., None], capsys):
    began = time.perf_counter()
    document = long_document()
    read = time.perf_counter() - began
    sign_in(page)
    page.goto(f"/admin/van-ban/{document.pk}/")  # templates are compiled once
    page.add_init_script(WATCH)
    page.reload()
    loaded = page.evaluate(LOADED)
    scrolled = page.evaluate(SCROLL)
    page.keyboard.press("j")
    taken = sorted(_press_and_wait(page) for _ in range(PRESSES))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(document.text):,} characters, {document.statements.count():,} statements read in {read:.1f} s\n"
            f"a sheet: answered in {loaded['answered']:.0f} ms, ready in {loaded['ready']:.0f} ms,"
            f" {loaded['bytes'] / 1000:.0f} kB of HTML, {loaded['elements']} elements\n"
            f"a decision by key until its card shows it: median {taken[PRESSES // 2]:.0f} ms,"
            f" worst {taken[-1]:.0f} ms\n"
            f"scrolling: {scrolled['frames']} steps, median {scrolled['median']:.0f} ms,"
            f" worst {scrolled['worst']:.0f} ms;"
            f" long tasks in all: {page.evaluate('window.longest')} ms\n"
        )
    assert document.statements.filter(state="assented").count() == PRESSES
    page.goto(f"/admin/van-ban/{document.pk}/?trang=40")
    expect(page.locator("[data-card]").first).to_be_visible()


def _press_and_wait(page: Page) -> float:
    """Milliseconds from the key until the card that had the focus shows that it was assented to."""
    card = page.locator(f'[data-card="{page.locator("[data-card]:focus").get_attribute("data-card")}"]')
    began = time.perf_counter()
    page.keyboard.press("a")
    expect(card).to_have_attribute("data-standing", "assented")
    taken = (time.perf_counter() - began) * 1000
    expect(page.locator('[data-card]:focus:not([data-standing="assented"])')).to_have_count(1)
    return taken
