"""What is judged of an MR series in the review page, for scripts/check-review: scrolling, views that go to a place, points near
both ends of a nerve, and that a run with the same seeds gives what the page showed."""
import json
import pathlib

from page_browser import check, check_accessible, run
from review_judgement import shown
from review_server import Review

MR = pathlib.Path(__file__).resolve().parents[2] / "SampleImages/mr"
WORKED = "state.study.inputs[0].frames.every((frame) => frame.status !== null && frame.reason !== 'waiting')"


def middles(side):
    """The middle of the true nerve, pixels, by slice number."""
    truth = json.loads((MR / "truth/pelvis.json").read_text())
    found = {}
    for entry in truth["slices"]:
        for nerve in entry["nerves"]:
            if nerve["side"] == side:
                outline = nerve["outline_px"]
                found[entry["number"]] = [sum(v[k] for v in outline) / len(outline) for k in (0, 1)]
    return found


def check_series(tool, browser, work, shots, page_tools):
    click, frame, wait_until, wait_saved, ready = page_tools
    review = Review(tool, [MR / "inputs"], work / "series", "--mr")
    page = browser.visit(review.address, review.address, ready)
    wait_until(page, WORKED)
    count = len(page.evaluate("async () => (await import('./store.js')).state.study.inputs[0].frames"))
    check("a series is one input of all its slices", count == 14, count)
    page.keyboard.press("End")
    wait_until(page, "state.frame?.frame === 14")
    page.keyboard.press("Home")
    wait_until(page, "state.frame?.frame === 1")
    coronal = page.locator("#views .coronal canvas")
    coronal.wait_for(state="visible")
    box = coronal.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_until(page, "state.place.frame > 3 && state.place.frame < 12 && state.frame?.frame === state.place.frame")
    check("a click in the coronal view goes to its slice", True)
    place = middles("left")
    for number in (3, 10):
        page.evaluate("""async (frame) => { const { state } = await import('./store.js');
                         state.goTo({ ...state.place, frame }); }""", number)
        wait_until(page, "state.frame?.frame === arg", number)
        click(page, *place[number])
        wait_until(page, "state.frame.frame === arg && state.frame.seeds.length === 1", number)
        wait_saved(page)
    wait_until(page, "state.frame.current.nerves.some((nerve) => nerve.provenance === 'seeded')")
    nerves = [nerve for nerve in frame(page)["current"]["nerves"] if nerve["side"] == "left"]
    check("two points make a path of their own", nerves and nerves[0]["provenance"] == "seeded", nerves)
    page.wait_for_timeout(500)
    views = [page.locator(f"#views .{name}").is_visible() for name in ("coronal", "sagittal", "left", "right")]
    check("all four views are there", all(views), views)
    check_accessible(page, "a series")
    if shots:
        page.screenshot(path=shots / "series.png")
    check("no complaint with a series", not page.complaints, page.complaints[:3])
    out = work / "series-out"
    run(tool, "measure", MR / "inputs", "-o", out, "--mr", "--seeds", review.file)
    page_says = shown(review)
    written = {item["item"]: item for report in out.glob("*/report.json") for item in json.loads(report.read_text())["items"]}
    differing = [item for item in page_says for key in ("nerves", "scale", "status", "reason")
                 if json.dumps(page_says[item][key]) != json.dumps(written[item][key])]
    check("measure --mr --seeds gives what the page showed", set(page_says) == set(written) and not differing, differing[:3])
    page.context.close()
    check("the server of a series ends by a signal", review.end() == 0)
