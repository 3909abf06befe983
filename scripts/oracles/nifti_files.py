"""NIfTI files by nibabel, for comparison with ImageCodecs.

    nifti_files.py write FOLDER   writes files of every kind that is read, and prints, as JSON, what
                                  nibabel reads from each
    nifti_files.py read FILE...   prints what nibabel reads from files
    nifti_files.py fixtures       prints small files in base64: Tests/ImageCodecsTests/Expected

Samples are listed with the first axis fastest.
"""

import base64
import gzip
import json
import os
import sys
import tempfile

import nibabel as nib
import numpy as np


def described(path):
    image = nib.load(path)
    header = image.header
    data = np.asanyarray(image.dataobj).astype(np.float64)
    qform, qcode = image.get_qform(coded=True)
    sform, scode = image.get_sform(coded=True)
    return {
        "file": os.path.basename(path), "counts": list(map(int, header.get_data_shape())),
        "sizes": [float(z) for z in header.get_zooms()],
        "unit": header.get_xyzt_units()[0],
        "qform_code": int(qcode), "sform_code": int(scode),
        "qform": [] if qform is None else qform[:3].ravel().tolist(),
        "sform": [] if sform is None else sform[:3].ravel().tolist(),
        "type": str(header.get_data_dtype()),
        "samples": data.ravel(order="F").tolist(),
    }


def turned():
    angle = np.deg2rad(20)
    turn = np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0],
                     [0, 0, 1]])
    affine = np.eye(4)
    affine[:3, :3] = turn @ np.diag([-0.6, 0.5, 3.5])
    affine[:3, 3] = [12.5, -40.25, 7]
    return affine


def images():
    random = np.random.default_rng(2)
    for kind in ("u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"):
        for order in "<>":
            for version, make in (("1", nib.Nifti1Image), ("2", nib.Nifti2Image)):
                data = random.integers(0, 100, (4, 3, 2)).astype(kind)
                image = make(data, turned(), dtype=np.dtype(order + kind))
                header = make.header_class(endianness=order)
                header.set_data_dtype(order + kind)
                image = make(data, turned(), header)
                image.header.set_xyzt_units("mm", "sec")
                image.set_qform(turned(), 1)
                image.set_sform(turned(), 2)
                name = "big" if order == ">" else "little"
                yield f"{kind}-{name}-{version}.nii", image
    plane = nib.Nifti1Image((np.arange(20).reshape(5, 4) % 3).astype(np.uint8), np.eye(4))
    plane.header.set_xyzt_units("mm")
    yield "plane.nii.gz", plane
    series = nib.Nifti1Image(random.normal(size=(3, 2, 2, 4)).astype(np.float32), None)
    yield "series.nii.gz", series
    scaled = nib.Nifti1Image(np.array([[[0.0, 0.5], [1.0, 7.25]]]), turned())
    scaled.set_data_dtype(np.int16)
    yield "scaled.nii", scaled


def write(folder):
    found = []
    for name, image in images():
        path = os.path.join(folder, name)
        nib.save(image, path)
        found.append(described(path))
    json.dump(found, sys.stdout)


def encoded(name, path, content):
    return {**described(path), "file": name, "bytes": base64.b64encode(content).decode()}


def fixtures():
    picked = ("u1-little-1.nii", "i2-big-1.nii", "f4-little-2.nii", "plane.nii.gz", "scaled.nii")
    files = []
    for name, image in images():
        if name not in picked:
            continue
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            nib.save(image, path)
            with open(path, "rb") as file:
                content = file.read()
            if name.endswith(".gz"):
                plain = gzip.decompress(content)
                content = gzip.compress(plain, mtime=0)
                members = gzip.compress(plain[:360], mtime=0) + gzip.compress(plain[360:], mtime=0)
                files.append(encoded("members.nii.gz", path, members))
            files.append(encoded(name, path, content))
    json.dump(files, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2])
    elif sys.argv[1] == "read":
        json.dump([described(path) for path in sys.argv[2:]], sys.stdout)
    else:
        fixtures()
