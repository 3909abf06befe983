"""A simulated MR series in NIfTI against its truth, by nibabel.

    mr_phantom_volume.py FOLDER NAME

Prints, as JSON: nerves that are whole in the picture; the largest distance from the centre of an outline to that
of the nerve's voxels in the slice (the nearest group of them); how far apart qform and sform put a corner; names in
`labels` that are missing.
"""

import json
import pathlib
import sys

import nibabel as nib
import numpy as np
from scipy import ndimage

FLIP = np.array([-1, -1, 1])


def main(folder, name):
    truth = json.loads((folder / "truth" / f"{name}.json").read_text())
    image = nib.load(folder / "inputs" / f"{name}.nii.gz")
    masks = nib.load(folder / "masks" / f"{name}.nii.gz")
    labels = np.asanyarray(masks.dataobj)
    assert image.shape == masks.shape and np.allclose(image.affine, masks.affine)
    assert image.get_data_dtype() == np.int16 and labels.dtype == np.uint8
    corner = np.array(image.shape) - 1
    apart = max(np.abs(image.get_sform()[:3] @ [*p, 1] - image.get_qform()[:3] @ [*p, 1]).max()
                for p in ([0, 0, 0], corner))
    distances = []
    for index, slice_ in enumerate(truth["slices"]):
        plane = labels[:, :, index]
        groups, count = ndimage.label(plane == truth["labels"]["nerve"], np.ones((3, 3)))
        centres = [image.affine[:3] @ [*c, index, 1] * FLIP
                   for c in ndimage.center_of_mass(groups > 0, groups, range(1, count + 1))]
        for nerve in slice_["nerves"]:
            if not nerve["whole_in_picture"] or nerve["part"] != "whole":
                continue
            column, row = np.mean(nerve["outline_px"], axis=0)
            middle = image.affine[:3] @ [column, row, index, 1] * FLIP
            assert np.linalg.norm(middle - nerve["centre_mm"]) < 1
            distances.append(min(np.linalg.norm(c - middle) for c in centres))
    json.dump({"nerves": len(distances), "largest_distance_mm": max(distances), "transforms_apart_mm": float(apart),
               "labels_unlike_name": sum(v not in truth["labels"].values() for v in np.unique(labels).tolist())},
              sys.stdout)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
