"""Writes an MR series once more with rows, columns and order of files turned round: other pixels, other geometry,
the same body.

usage: flipped_series.py SERIES OUT
"""

import sys
from pathlib import Path

import numpy
import pydicom
from pydicom.uid import generate_uid


def main():
    paths = sorted(Path(sys.argv[1]).rglob("*.dcm"))
    out = Path(sys.argv[2])
    out.mkdir(parents=True)
    series = generate_uid(entropy_srcs=["flipped series"])
    for place, path in enumerate(paths):
        dataset = pydicom.dcmread(path)
        directions = numpy.array(dataset.ImageOrientationPatient, float).reshape(2, 3)
        row, column = directions
        height, width = dataset.PixelSpacing
        # The first pixel is what was the last one.
        origin = (numpy.array(dataset.ImagePositionPatient, float) + (dataset.Columns - 1) * width * row
                  + (dataset.Rows - 1) * height * column)
        dataset.ImagePositionPatient = [f"{value:.10g}" for value in origin]
        dataset.ImageOrientationPatient = [f"{value:.10g}" for value in (-directions).ravel()]
        dataset.PixelData = dataset.pixel_array[::-1, ::-1].tobytes()
        dataset.SeriesInstanceUID = series
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid(
            entropy_srcs=["flipped", str(dataset.SOPInstanceUID)])
        dataset.save_as(out / f"{len(paths) - place:03}.dcm")


main()
