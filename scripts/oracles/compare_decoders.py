"""Compares the samples that decode-probe dumps with those of pydicom, pypng and Pillow.

usage: compare_decoders.py PROBE SHARED_DATA WRITTEN

Every file that both decode has equal samples, but for the rows of decoder-exceptions.tsv
(folder, file, difference, reason). WRITTEN is a folder of DICOM files of our own writing, for which
nothing is listed. A difference is the greatest absolute one, or "not decoded"
where only the reference decodes the file, or "other shape". A row that no longer applies is an
error, like a difference without a row.

Ultrasound with a palette, whole or in segments, is compared once more after the palette: the luminance
that a run sees with that of pydicom's colours, to a hundredth of a grey level.
"""

import logging
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy

FOLDERS = {"dicom-conformance": "pydicom", "png-suite": "raster", "jpeg-suite": "raster"}
# What the probe says of files that are no image of a kind that is read.
NOT_READ = ("is no image by its content", "file; PNG, JPEG, DICOM and NIfTI are read")


def read_pydicom(path):
    """Stored samples before any change of colours: pydicom's raw decoding."""
    import pydicom
    from pydicom.pixels import iter_pixels

    dataset = pydicom.dcmread(path, force=True)
    return numpy.stack(list(iter_pixels(dataset, raw=True)))


def read_raster(path):
    """pypng for PNG, because Pillow reduces 16-bit colour to 8 bits; Pillow for JPEG."""
    import png
    from PIL import Image

    if path.read_bytes()[:4] == b"\x89PNG":
        reader = png.Reader(filename=str(path))
        reader.preamble()
        # pypng shifts samples down to their significant bits (sBIT), which the file does not ask for: stored samples
        # fill the whole range (PNG specification, 11.3.2.7).
        reader.sbit = None
        columns, rows, lines, info = reader.asDirect()
        values = numpy.vstack([numpy.array(line, dtype=numpy.int64) for line in lines])
        if info["bitdepth"] < 8:
            values = values * 255 // (2 ** info["bitdepth"] - 1)
        shape = (rows, columns, info["planes"])
        return values.reshape(shape if info["planes"] > 1 else shape[:2])[None]
    with Image.open(path) as image:
        image.load()
        return numpy.asarray(image)[None]


def read_ours(line, path):
    """Samples of one line of the probe; None and the message where it decodes nothing."""
    fields = line.split("\t")
    if len(fields) != 8:
        return None, fields[1]
    frames, rows, columns, samples, width, bits, signed = map(int, fields[1:])
    values = numpy.fromfile(path, dtype=f"<u{width}").astype(numpy.int64)
    if signed:
        values = numpy.where(values >> (bits - 1) & 1, values - (1 << bits), values)
    shape = (frames, rows, columns) + ((samples,) if samples > 1 else ())
    return values.reshape(shape), ""


def difference(ours, reference):
    if ours is None:
        return "not decoded"
    if ours.shape != reference.shape:
        return "other shape"
    return str(int(numpy.abs(ours - reference.astype(numpy.int64)).max()))


def compare(probe, folder, reader, allowed):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    counts = {"equal": 0, "listed": 0, "neither": 0, "only ours": 0}
    errors = []
    with tempfile.TemporaryDirectory() as out:
        command = [probe, "--dump", out, *map(str, files)]
        lines = subprocess.run(
            command, stdout=subprocess.PIPE, check=True, text=True
        ).stdout.splitlines()
        for number, (path, line) in enumerate(zip(files, lines, strict=True)):
            name = path.relative_to(folder).as_posix()
            ours, message = read_ours(line, f"{out}/{number}.bin")
            try:
                reference = reader(path)
            except Exception:  # whatever the reference makes of a broken file
                counts["neither" if ours is None else "only ours"] += 1
                continue
            if ours is None and any(text in message for text in NOT_READ):
                counts["neither"] += 1
                continue
            found = difference(ours, reference)
            expected = allowed.pop(name, "0")
            counts["equal" if found == "0" else "listed"] += 1
            if found != expected:
                errors.append(f"{folder.name}/{name}: {found}, listed is {expected}. {message}")
    errors += [f"{folder.name}/{name}: listed and not met" for name in allowed]
    print(folder.name, counts)
    return errors


def palette_luminance(path):
    """Luminance 0…255 of pydicom's colours; None for a file without a palette or of another kind."""
    import pydicom
    from pydicom.pixels import apply_color_lut

    dataset = pydicom.dcmread(path, force=True)
    kind = dataset.get("PhotometricInterpretation"), dataset.get("Modality")
    if kind != ("PALETTE COLOR", "US"):
        return None
    if not dataset.original_encoding[1]:
        # pydicom 3.0.2 takes whole tables for little-endian whatever the file is.
        for element in dataset:
            if element.keyword.endswith("PaletteColorLookupTableData") and "Segmented" not in element.keyword:
                element.value = numpy.frombuffer(element.value, dtype=">u2").astype("<u2").tobytes()
    colours = numpy.stack([apply_color_lut(frame, dataset) for frame in read_pydicom(path)])
    full = numpy.iinfo(colours.dtype).max
    return colours.astype(numpy.float64) @ [0.299, 0.587, 0.114] * 255 / full


def compare_palettes(probe, folder):
    errors, count = [], 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            reference = palette_luminance(path)
        except Exception:  # whatever the reference makes of a broken file
            continue
        if reference is None:
            continue
        count += 1
        with tempfile.TemporaryDirectory() as out:
            line = subprocess.run(
                [probe, "--luminance", out, path], stdout=subprocess.PIPE, check=True, text=True
            ).stdout.strip()
            fields = line.split("\t")[1:]
            if len(fields) != 3:
                errors.append(f"{folder.name}/{path.name}: {fields[0]}")
                continue
            ours = numpy.fromfile(f"{out}/0.bin", dtype="<f4").reshape(tuple(map(int, fields)))
        worst = numpy.abs(ours - reference).max() if ours.shape == reference.shape else numpy.inf
        if worst >= 0.01:
            errors.append(f"{folder.name}/{path.name}: luminance differs by {worst}")
    print(folder.name, "palettes", count)
    return errors


def main():
    probe, shared = sys.argv[1], Path(sys.argv[2])
    table = Path(__file__).with_name("decoder-exceptions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    readers = {"pydicom": read_pydicom, "raster": read_raster}
    errors = []
    for name, reader in FOLDERS.items():
        allowed = {row[1]: row[2] for row in rows if row[0] == name}
        errors += compare(probe, shared / name, readers[reader], allowed)
    errors += compare_palettes(probe, shared / "dicom-conformance")
    errors += compare(probe, Path(sys.argv[3]), read_pydicom, {})
    print("\n".join(errors) or "every difference is listed")
    sys.exit(1 if errors else 0)


warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
main()
