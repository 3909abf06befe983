"""Chromium with a page, and what is to be said of it: for scripts/check-page and scripts/check-review."""
import shutil
import subprocess

from axe_playwright_python.sync_playwright import Axe

failures = []


def check(what, passed, detail=""):
    print(f"{'ok  ' if passed else 'FAIL'}  {what}{'' if passed else f': {detail}'}")
    if not passed:
        failures.append(what)


def run(*arguments, expect=0):
    ended = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    shown = " ".join(str(argument) for argument in arguments[1:3])
    check(f"{shown} ends with {expect}", ended.returncode == expect, ended.stderr)
    return ended


class Browser:
    """A page that remembers what it should not have done."""

    def __init__(self, playwright):
        self.browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"])

    def open(self, folder, width=1366, height=768, scheme="light", before=None):
        """The page of an output folder, from disk."""
        inside = folder.resolve().as_uri() + "/"
        return self.visit(inside, inside + "index.html", "#rows tr", width, height, scheme, before)

    def visit(self, inside, address, ready, width=1366, height=768, scheme="light", before=None):
        """A page that asks for nothing outside of `inside`, once `ready` is to be seen."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, accept_downloads=True)
        context.set_default_timeout(60000)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: page.complaints.append("dialog " + dialog.message))
        page.on("request", lambda request: None if request.url.startswith((inside, "data:", "blob:"))
                else page.complaints.append("request " + request.url))
        page.goto(address)
        page.wait_for_selector(ready)
        return page


def check_accessible(page, where):
    found = Axe().run(page, options={"preload": False}).response["violations"]
    check(f"axe finds nothing in {where}", not found,
          [(entry["id"], [node["html"][:120] for node in entry["nodes"][:3]]) for entry in found])
    small = page.evaluate("""() => [...document.querySelectorAll("body *")].filter((element) =>
        element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3
            && node.data.trim()) && parseFloat(getComputedStyle(element).fontSize)
            * (element.closest("svg") ? element.closest("svg").getScreenCTM().a : 1) < 12)
        .map((element) => element.outerHTML.slice(0, 80))""")
    check(f"no text below 12 px in {where}", not small, small[:3])
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
    check(f"nothing is wider than the window in {where}", not wide)


def shoot(page, shots, name):
    if not shots:
        return
    page.keyboard.press("Escape")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(300)
    page.screenshot(path=shots / f"{name}.png")
    page.screenshot(path=shots / f"{name}-whole.png", full_page=True)
