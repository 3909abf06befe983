"""Writes Segmentations with highdicom and tells what pydicom reads in them and in others.

usage: segmentations.py FOLDER STILL [SEG...]    standard output: JSON

Per frame: segment, source instance, source frame, and the SHA-256 of the mask as bytes of 0 and 1.
"""

import hashlib
import json
import sys
from pathlib import Path

import highdicom
import numpy
import pydicom
from pydicom.sr.codedict import codes


def write(source, masks, kind, path):
    """Two segments of `masks` (frames, rows, columns, 2)."""
    algorithm = highdicom.AlgorithmIdentificationSequence(
        "oracle", codes.DCM.ArtificialIntelligence, "1")
    segments = [
        highdicom.seg.SegmentDescription(
            number, label, codes.SCT.AnatomicalStructure, codes.SCT.PeripheralNerve, "AUTOMATIC",
            algorithm)
        for number, label in ((1, "one"), (2, "two"))
    ]
    seg = highdicom.seg.Segmentation(
        [source], masks, kind, segments, highdicom.UID(), 1, highdicom.UID(), 1, "oracle", "oracle",
        "1", "1", omit_empty_frames=True)
    seg.save_as(path)


def description(path):
    dataset = pydicom.dcmread(path)
    pixels = dataset.pixel_array.reshape(-1, dataset.Rows, dataset.Columns)
    if dataset.SegmentationType == "FRACTIONAL":
        pixels = pixels >= dataset.MaximumFractionalValue / 2
    shared = dataset.get("SharedFunctionalGroupsSequence", [pydicom.Dataset()])[0]
    frames = []
    for group, plane in zip(dataset.PerFrameFunctionalGroupsSequence, pixels):
        identification = group.get("SegmentIdentificationSequence") or shared.SegmentIdentificationSequence
        derivation = group.get("DerivationImageSequence") or shared.get("DerivationImageSequence")
        images = derivation[0].SourceImageSequence if derivation else []
        frames.append({
            "segment": int(identification[0].ReferencedSegmentNumber),
            "source": images[0].ReferencedSOPInstanceUID if images else None,
            "frame": int(images[0].get("ReferencedFrameNumber", 1)) if images else None,
            "sha256": hashlib.sha256(plane.astype(numpy.uint8).tobytes()).hexdigest(),
        })
    return {
        "path": str(path), "rows": dataset.Rows, "columns": dataset.Columns,
        "labels": [s.SegmentLabel for s in dataset.SegmentSequence], "frames": frames,
    }


def main():
    folder = Path(sys.argv[1])
    random = numpy.random.default_rng(1)
    paths = []
    for name in sys.argv[2:3]:
        source = pydicom.dcmread(name)
        shape = (int(source.get("NumberOfFrames", 1)), source.Rows, source.Columns, 2)
        masks = random.random(shape) < 0.3
        masks[shape[0] // 2:, :, :, 1] = False
        for kind in ("BINARY", "FRACTIONAL"):
            # Fractional masks hold quarters, among them exactly one half.
            values = masks.astype(numpy.uint8) if kind == "BINARY" else masks * random.integers(
                0, 5, shape) / 4
            paths.append(folder / f"{Path(name).stem}-{kind.lower()}.dcm")
            write(source, values, kind, paths[-1])
    json.dump([description(path) for path in paths + list(map(Path, sys.argv[3:]))], sys.stdout)


main()
