#!/usr/bin/env python3
"""The whole job as a Python script would do it: Pillow or pydicom, OpenCV, onnxruntime on one thread.

Usage: measure_pipeline.py MODEL.onnx OUT INPUT...

Reads every image, finds the content box, runs the network (with the mirrored copy if the model says so), outlines the
components, measures area, axes and echo, and writes mask, annotated PNG and report for each. Prints images per second
of the whole process after start-up. A peer for timing, written as a competent user of these libraries would write it.
"""
import hashlib
import json
import pathlib
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


def network_input(grey, box, size, channels):
    left, top, width, height = box
    scale = size / max(width, height)
    target = (max(1, round(width * scale)), max(1, round(height * scale)))
    view = Image.fromarray(grey[top:top + height, left:left + width])
    resized = np.asarray(view.resize(target, Image.BILINEAR))
    plane = np.zeros((1, channels, size, size), np.float32)
    plane[0, 0, :target[1], :target[0]] = (resized - resized.mean()) / max(resized.std(), 1)
    return plane, target


def nerve_probability(session, plane, target, mirror):
    name = session.get_inputs()[0].name
    probability = session.run(None, {name: plane})[0][0, 1]
    if mirror:
        flipped = plane.copy()
        flipped[..., :target[0]] = plane[..., :target[0]][..., ::-1]
        other = session.run(None, {name: np.ascontiguousarray(flipped)})[0][0, 1]
        other[:, :target[0]] = other[:, :target[0]][:, ::-1]
        probability = (probability + other) / 2
    return probability[:target[1], :target[0]]


def measure(grey, probability, box):
    left, top, width, height = box
    full = cv2.resize(probability, (int(width), int(height)), interpolation=cv2.INTER_LINEAR)
    mask = np.zeros(grey.shape, np.uint8)
    mask[top:top + height, left:left + width] = full > 0.5
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
        nerves.append({
            "csa_mm2": round(area * SPACING_MILLIMETRES ** 2, 2),
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
    left, top, width, height = box
    picture = cv2.cvtColor(np.clip(grey + 0.5, 0, 255).astype(np.uint8), cv2.COLOR_GRAY2BGR)
    cv2.polylines(picture, contours, True, (0, 255, 255), 1, cv2.LINE_AA)
    for index, nerve in enumerate(nerves):
        text = f"{index + 1}: CSA {nerve['csa_mm2']:.1f} mm2"
        cv2.putText(picture, text, (int(left) + 8, int(top) + 20 + 18 * index), cv2.FONT_HERSHEY_SIMPLEX, 0.5,
                    (0, 255, 255), 1, cv2.LINE_AA)
    return picture[top:top + height, left:left + width]


def main():
    model, out, inputs = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    cv2.setNumThreads(1)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    _, channels, size, _ = session.get_inputs()[0].shape
    mirror = session.get_modelmeta().custom_metadata_map.get("tta", "none") == "flip"
    files = sorted(f for i in map(pathlib.Path, inputs) for f in ([i] if i.is_file() else i.rglob("*"))
                   if f.suffix in (".png", ".dcm"))
    started = time.perf_counter()
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        folder = out / f"{path.stem}_{digest[:12]}"
        folder.mkdir(parents=True, exist_ok=True)
        grey = luminance(path)
        box = content_box(grey)
        plane, target = network_input(grey, box, size, channels)
        mask, contours, nerves = measure(grey, nerve_probability(session, plane, target, mirror), box)
        cv2.imwrite(str(folder / "0001.mask.png"), mask, [cv2.IMWRITE_PNG_COMPRESSION, 1])
        cv2.imwrite(str(folder / "0001.overlay.png"), annotate(grey, contours, nerves, box),
                    [cv2.IMWRITE_PNG_COMPRESSION, 1])
        report = {"input": path.name, "sha256": digest, "nerves": nerves}
        (folder / "report.json").write_text(json.dumps(report, sort_keys=True, indent=1))
    elapsed = time.perf_counter() - started
    print(json.dumps({"images": len(files), "seconds": round(elapsed, 3),
                      "images_per_second": round(len(files) / elapsed, 2)}))


if __name__ == "__main__":
    main()
