"""What is judged of a review without a browser, for scripts/check-review: that a run gives the same results, what
is refused, and what a killed server leaves."""
import json
import pathlib
import sys
import threading
import time

import numpy
import pydicom

from page_browser import check, run
from review_server import Review

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "SampleImages/inputs"


def make_long_cine(folder):
    """500 frames of 1024 × 768."""
    source = pydicom.dcmread(SAMPLES / "linear-cine.dcm")
    pixels = source.pixel_array
    rows, columns = pixels.shape[1:3]
    grown = numpy.tile(pixels, (50,) + (1,) * (pixels.ndim - 1))
    grown = numpy.pad(grown, ((0, 0), (0, 768 - rows), (0, 1024 - columns)) + ((0, 0),) * (pixels.ndim - 3))
    source.PixelData = grown.tobytes()
    source.NumberOfFrames, source.Rows, source.Columns = 500, 768, 1024
    folder.mkdir()
    source.save_as(folder / "long.dcm")


def shown(review):
    """What the page shows of every frame: nerves, scale, status and reason."""
    found = {}
    for study in review.json("list")["studies"]:
        for number, entry in enumerate(review.json(f"study/{study['study']}")["inputs"]):
            for index in range(len(entry["frames"])):
                current = review.json(f"frame/{study['study']}/{number}/{index + 1}")["current"]
                found[current["item"]] = current
    return found


def check_batch(tool, review, work, inputs):
    out = work / "out"
    run(tool, "measure", inputs, "-o", out, "--seeds", review.file, expect=1)
    page = shown(review)
    written = {item["item"]: item for report in out.glob("*/report.json")
               for item in json.loads(report.read_text())["items"]}
    differing = [item for item in page for key in ("nerves", "scale", "status", "reason", "covariates", "columns")
                 if json.dumps(page[item][key]) != json.dumps(written[item][key])]
    check("measure --seeds gives what the page showed", set(page) == set(written) and not differing, differing)
    provenances = {nerve["provenance"] for item in written.values() for nerve in item["nerves"]}
    check("all three provenances are in it", provenances == {"automatic", "seeded", "edited"}, provenances)
    bases = {nerve["scale"]["basis"] for item in written.values() for nerve in item["nerves"]}
    check("the reader's scale is called so", "operatorSupplied" in bases, bases)
    run(tool, "agree", "--reference", review.file, "--against", out, "-o", work / "agreement")
    pairs = [line.split("\t") for line in (work / "agreement/pairs.tsv").read_text().splitlines()]
    rows = [dict(zip(pairs[0], pair)) for pair in pairs[1:]]
    compared = [float(row["dice"]) for row in rows if row["status"] == "compared" and row["dice"] != "n/a"]
    check("agree takes the file as a reader and finds the same masks", len(compared) >= 6 and min(compared) > 0.99,
          compared)
    schema = work / "seeds.schema.json"
    schema.write_text(run(tool, "schema", "seeds").stdout)
    run(sys.executable, "-m", "check_jsonschema", "--schemafile", schema, review.file)


def check_refusals(review):
    for key in ("", "0" * 32, review.key[:-1]):
        check(f"the key {key[:8] or 'nothing'} is refused", review.ask("list", key=key)[0] == 403)
    for path in ("../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/list", "AB.seeds.json", "start.js/../list",
                 "frame/0/0/99", "study/1e3"):
        check(f"{path} leads nowhere", review.ask(path)[0] in (403, 404), review.ask(path))
    check("a foreign host is refused", review.ask("list", headers={"Host": "example.org"})[0] == 403)
    check("a body over 1 MiB is refused", review.ask("edit/0", b" " * (3 << 20))[0] == 413)
    check("the server still answers", review.ask("list")[0] == 200)


def check_killed(tool, work, inputs):
    """A server killed while it saves: the file is whole, and what was acknowledged is in it."""
    folder = work / "killed"
    for attempt in range(2):
        review = Review(tool, [inputs], folder, reader=f"K{attempt}")
        number = review.study("linear-still.dcm")
        version = review.json(f"study/{number}")["version"]
        acknowledged = []

        def go_on():
            for index in range(10000):
                review.edit(number, version + index, kind="comment", value=f"comment {index}")
                acknowledged.append(index)

        thread = threading.Thread(target=lambda: suppress(go_on))
        thread.start()
        time.sleep(0.4 + 0.13 * attempt)
        review.kill()
        thread.join()
        said = json.loads(review.file.read_text())["readings"][0]["comment"]
        found = int(said.split()[1])
        check(f"killed after {len(acknowledged)} saves: the last one is kept",
              acknowledged and found in (acknowledged[-1], acknowledged[-1] + 1), (said, acknowledged[-1:]))
        again = Review(tool, [inputs], folder, reader=f"K{attempt}")
        check("and it starts again with it", again.json(f"frame/{number}/0/1")["comment"] == said)
        again.end()
    leftovers = [path.name for path in folder.iterdir() if path.name.startswith(".partial")]
    check("what was half written is not in the way", len(leftovers) <= 3, leftovers)


def suppress(action):
    try:
        action()
    except (OSError, RuntimeError, ValueError):
        pass
    except Exception as error:  # http.client's own
        if "http" not in type(error).__module__:
            raise
