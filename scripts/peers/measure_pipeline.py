#!/usr/bin/env python3
"""The whole job as a Python script would do it: Pillow or pydicom, OpenCV, onnxruntime on one thread.

Usage: measure_pipeline.py MODEL.safetensors MODEL.onnx OUT INPUT...

The recipe is the one of MODEL.safetensors: content box, one pass over it, a zoomed pass at each candidate, outlines,
confidence from the candidate's features, abstention, area with interval, axes, echo and hypoechoic fraction; mask,
annotated PNG, report and status for each image, tables and page for all. Left out, in the peer's favour: the search for
rulers, flags, vessels, the palette that makes the annotated PNG smaller. Prints images per second of the process after start-up. A peer
for timing, written as a competent user of these libraries would write it.
"""
import hashlib
import html
import json
import pathlib
import struct
import sys
import time

import cv2
import numpy as np
import onnxruntime
from PIL import Image

SPACING_MILLIMETRES = 0.1


def luminance(path):
    if path.suffix == ".dcm":
        import pydicom

        array = pydicom.dcmread(path).pixel_array
        array = array[0] if array.ndim == 3 and array.shape[-1] != 3 else array
        return array.astype(np.float32) if array.ndim == 2 else array.astype(np.float32) @ LUMA
    image = Image.open(path)
    if image.mode == "L":
        return np.asarray(image, np.float32)
    return np.asarray(image.convert("RGB"), np.float32) @ LUMA


LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def content_box(grey):
    sums = cv2.boxFilter(np.floor(grey + 0.5), -1, (5, 5), normalize=False, borderType=cv2.BORDER_CONSTANT)
    bright = (sums > 100).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=4)
    if count < 2:
        return 0, 0, grey.shape[1], grey.shape[0]
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    left, top, width, height, _ = stats[best]
    inside = labels[top:top + height, left:left + width] == best
    columns = np.flatnonzero(10 * inside.sum(0) >= height)
    rows = np.flatnonzero(10 * inside.sum(1) >= width)
    if len(columns) < 32 or len(rows) < 32:
        return 0, 0, grey.shape[1], grey.shape[0]
    return left + columns[0], top + rows[0], columns[-1] - columns[0] + 1, rows[-1] - rows[0] + 1


def resized(grey, box, size):
    """(standardised view, its columns and rows on the network grid)."""
    left, top, width, height = box
    scale = size / max(width, height)
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    view = Image.fromarray(grey[top:top + height, left:left + width])
    values = np.asarray(view.resize(target, Image.BILINEAR))
    return (values - values.mean()) / max(values.std(), 1), target


class Model:
    """Network and recipe of one model file."""

    def __init__(self, safetensors, onnx):
        with open(safetensors, "rb") as file:
            length = struct.unpack("<Q", file.read(8))[0]
            metadata = json.loads(file.read(length))["__metadata__"]
        self.decision, self.preprocessing, self.confidence, self.interval = (
            json.loads(metadata[k]) for k in ("decision", "preprocessing", "confidence", "interval"))
        self.nerve = json.loads(metadata["labels"]).index("nerve")
        self.size, self.sign = self.preprocessing["size"], self.preprocessing.get("question_seed", 1)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])
        self.name = self.session.get_inputs()[0].name

    def probability(self, grey, box, seed=None):
        """Nerve probability on the network grid of one view."""
        values, (columns, rows) = resized(grey, box, self.size)
        planes = np.zeros((1, 2, self.size, self.size), np.float32)
        planes[0, 0, :rows, :columns] = values
        if seed is not None:
            x, y = ((s - o + 0.5) * n / w - 0.5 for s, o, n, w in zip(seed, box[:2], (columns, rows), box[2:]))
            two = 2 * self.preprocessing["seed_sigma"] ** 2
            across, down = (np.exp(-(np.arange(self.size, dtype=np.float32) - v) ** 2 / two) for v in (x, y))
            planes[0, 1] = self.sign * np.outer(down, across)
        return self.session.run(None, {self.name: planes})[0][0, self.nerve, :rows, :columns]

    def zoomed(self, box, seed):
        left, top, width, height = box
        side = round(self.preprocessing["seed_crop"] * max(width, height))
        w, h = min(side, width), min(side, height)
        x, y = (min(max(round(s) - n // 2, o), o + whole - n)
                for s, n, o, whole in zip(seed, (w, h), (left, top), (width, height)))
        return x, y, w, h


def candidates(model, grey, box):
    """(view, probability with everything but the candidate removed) for each group worth a second look."""
    first = model.probability(grey, box)
    mask = (first >= model.decision["candidate_threshold"]).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    order = [i for i in np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1
             if stats[i, cv2.CC_STAT_AREA] >= model.decision["min_area"]]
    for index in order[:model.decision["max_candidates"]]:
        depth = cv2.distanceTransform(np.pad((labels == index).astype(np.uint8), 1), cv2.DIST_L2, 5)[1:-1, 1:-1]
        row, column = np.unravel_index(int(depth.argmax()), depth.shape)
        seed = (box[0] + (column + 0.5) * box[2] / first.shape[1] - 0.5,
                box[1] + (row + 0.5) * box[3] / first.shape[0] - 0.5)
        view = model.zoomed(box, seed)
        second = model.probability(grey, view, seed)
        _, parts = cv2.connectedComponents((second >= model.decision["outline_threshold"]).astype(np.uint8))
        x = min(int((seed[0] - view[0] + 0.5) * second.shape[1] / view[2]), second.shape[1] - 1)
        y = min(int((seed[1] - view[1] + 0.5) * second.shape[0] / view[3]), second.shape[0] - 1)
        if parts[y, x]:
            inside = parts == parts[y, x]
            yield view, np.where(inside, second, 0), confidence(model, first, labels == index, second, inside)


def confidence(model, first, group, second, inside):
    """Logistic regression on the features that the model names."""
    wide, wide_labels = cv2.connectedComponents((second >= 0.3).astype(np.uint8), connectivity=8)
    around = wide_labels == wide_labels[inside][0] if wide > 1 else inside
    eroded = cv2.erode(inside.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)),
                       borderType=cv2.BORDER_CONSTANT, borderValue=0)
    p = np.clip(second[inside & (eroded == 0)], 1e-6, 1 - 1e-6)
    values = dict(mean_probability=second[inside].mean(), first_mean_probability=first[group].mean(),
                  peak_probability=first[group].max(), log_area=np.log(inside.sum() / inside.size),
                  low_probability=min(second[inside].mean(), first[group].mean()),
                  sharpness=((second >= 0.7) & inside).sum() / around.sum(), area_agreement=1.0,
                  margin=1.0, border_entropy=float(np.mean(-p * np.log2(p) - (1 - p) * np.log2(1 - p))))
    c = model.confidence
    z = c["bias"] + sum(w * (values.get(n, 0) - m) / s
                        for n, w, m, s in zip(c["features"], c["weights"], c["mean"], c["scale"]))
    return float(1 / (1 + np.exp(-z)))


def measure(grey, found, level, factors):
    mask = np.zeros(grey.shape, np.uint8)
    for (left, top, width, height), probability, _ in found:
        full = cv2.resize(probability.astype(np.float32), (int(width), int(height)), interpolation=cv2.INTER_LINEAR)
        mask[top:top + height, left:left + width] |= (full >= level).astype(np.uint8)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    nerves = []
    for contour in contours:
        area = cv2.contourArea(contour)
        if area < 100:
            continue
        one = np.zeros(grey.shape, np.uint8)
        cv2.drawContours(one, [contour], -1, 1, -1)
        ring = cv2.dilate(one, np.ones((15, 15), np.uint8)) - one
        (_, _), axes, _ = cv2.minAreaRect(contour)
        x, y, width, height = cv2.boundingRect(contour)
        samples = np.clip(grey[one > 0] + 0.5, 0, 255).astype(np.uint8)
        level, _ = cv2.threshold(samples, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        nerves.append({
            "csa_mm2": round(area * SPACING_MILLIMETRES ** 2, 2),
            "csa_low_mm2": round(area * SPACING_MILLIMETRES ** 2 * factors["low"], 2),
            "csa_high_mm2": round(area * SPACING_MILLIMETRES ** 2 * factors["high"], 2),
            "anteroposterior_diameter_mm": round(height * SPACING_MILLIMETRES, 2),
            "mediolateral_diameter_mm": round(width * SPACING_MILLIMETRES, 2),
            "circularity": round(4 * np.pi * area / cv2.arcLength(contour, True) ** 2, 3),
            "hypoechoic_fraction": round(float((samples <= level).mean()), 3),
            "perimeter_mm": round(cv2.arcLength(contour, True) * SPACING_MILLIMETRES, 2),
            "long_axis_mm": round(max(axes) * SPACING_MILLIMETRES, 2),
            "short_axis_mm": round(min(axes) * SPACING_MILLIMETRES, 2),
            "echo_mean_grey": round(float(grey[one > 0].mean()), 2),
            "echo_sd_grey": round(float(grey[one > 0].std()), 2),
            "echo_difference_grey": round(float(grey[one > 0].mean() - grey[ring > 0].mean()), 2),
            "outline": contour[:, 0].tolist(),
        })
    return mask, contours, nerves


def annotate(grey, contours, nerves, box):
    left, top, width, height = (int(v) for v in box)
    picture = cv2.cvtColor(np.clip(grey + 0.5, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    cv2.polylines(picture, contours, True, (0, 0, 0), 3, cv2.LINE_AA)
    cv2.polylines(picture, contours, True, (0, 255, 255), 1, cv2.LINE_AA)
    for index, (contour, nerve) in enumerate(zip(contours, nerves)):
        corners = cv2.boxPoints(cv2.minAreaRect(contour))
        middles = ((corners + np.roll(corners, -1, 0)) / 2).astype(int)
        cv2.line(picture, middles[0], middles[2], (0, 255, 255), 1, cv2.LINE_AA)
        cv2.line(picture, middles[1], middles[3], (0, 255, 255), 1, cv2.LINE_AA)
        text = f"{index + 1}: CSA {nerve['csa_mm2']:.1f} mm2 [{nerve['csa_low_mm2']:.0f}-{nerve['csa_high_mm2']:.0f}]"
        cv2.putText(picture, text, (left + 8, top + 20 + 18 * index), cv2.FONT_HERSHEY_SIMPLEX, 0.5,
                    (0, 255, 255), 1, cv2.LINE_AA)
    bar = int(10 / SPACING_MILLIMETRES)
    cv2.rectangle(picture, (left + 10, top + height - 14), (left + 10 + bar, top + height - 10), (255, 255, 255), -1)
    return picture[top:top + height, left:left + width]


def write_tables(out, rows):
    columns = sorted({key for row in rows for key in row} - {"outline"})
    lines = ["\t".join(columns)] + ["\t".join(str(row.get(c, "n/a")) for c in columns) for row in rows]
    (out / "measurements.tsv").write_text("\n".join(lines) + "\n")
    body = "".join(f"<tr><td>{html.escape(row['input'])}</td><td>{row['status']}</td></tr>" for row in rows)
    (out / "index.html").write_text(f"<!DOCTYPE html><table>{body}</table>")


def main():
    out, inputs = pathlib.Path(sys.argv[3]), sys.argv[4:]
    cv2.setNumThreads(1)
    model = Model(*sys.argv[1:3])
    files = sorted(f for i in map(pathlib.Path, inputs) for f in ([i] if i.is_file() else i.rglob("*"))
                   if f.suffix in (".png", ".dcm"))
    started, rows = time.perf_counter(), []
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        folder = out / f"{path.stem}_{digest[:12]}"
        folder.mkdir(parents=True, exist_ok=True)
        grey = luminance(path)
        box = content_box(grey)
        found = list(candidates(model, grey, box))
        found = [f for f in found if f[2] >= model.confidence["abstain_below"]]
        sure = max((f[2] for f in found), default=0)
        factors = [b for b in model.interval["bins"] if b["from"] <= sure][-1]
        mask, contours, nerves = measure(grey, found, model.decision["outline_threshold"], factors)
        cv2.imwrite(str(folder / "0001.mask.png"), mask, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        cv2.imwrite(str(folder / "0001.overlay.png"), annotate(grey, contours, nerves, box),
                    [cv2.IMWRITE_PNG_COMPRESSION, 1])
        status = "measured" if nerves else "abstained"
        report = {"input": path.name, "sha256": digest, "status": status, "nerves": nerves}
        text = json.dumps(report, sort_keys=True, indent=1)
        (folder / "report.json").write_text(text)
        (folder / "status.json").write_text(json.dumps({"report": hashlib.sha256(text.encode()).hexdigest()}))
        rows += [dict(nerve, input=path.name, status=status) for nerve in nerves or [{}]]
    write_tables(out, rows)
    elapsed = time.perf_counter() - started
    print(json.dumps({"images": len(files), "seconds": round(elapsed, 3),
                      "images_per_second": round(len(files) / elapsed, 2)}))


if __name__ == "__main__":
    main()
