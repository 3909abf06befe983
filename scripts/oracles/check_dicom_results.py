"""Reads DICOM results with pydicom and highdicom and compares them with report.json and the masks.

usage: check_dicom_results.py OUT... [--sources PATH...]

Sources, files or folders, are needed for MR volumes, whose places are compared with theirs. Codes are spelled out here once more, so that a wrong table in the program is found.
"""

import json
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import highdicom
import numpy
import pydicom
from PIL import Image
from volume_results import Volume, sources_below

PRIVATE = "99NRVMEAS"
MEAN, DEVIATION = ("373098007", "SCT"), ("386136009", "SCT")
# Column of measurements.tsv: concept, derivation, unit.
QUANTITIES = {
    "csa_mm2": (("42798000", "SCT"), None, "mm2"),
    "perimeter_mm": (("131191004", "SCT"), None, "mm"),
    "long_axis_mm": (("103339001", "SCT"), None, "mm"),
    "short_axis_mm": (("103340004", "SCT"), None, "mm"),
    "anteroposterior_diameter_mm": (("AP-DIAMETER", PRIVATE), None, "mm"),
    "mediolateral_diameter_mm": (("ML-DIAMETER", PRIVATE), None, "mm"),
    "flattening_ratio": (("FLATTENING", PRIVATE), None, "{ratio}"),
    "circularity": (("CIRCULARITY", PRIVATE), None, "{ratio}"),
    "depth_from_skin_mm": (("131197000", "SCT"), None, "mm"),
    "area_px": (("42798000", "SCT"), None, "{pixels}"),
    "long_axis_px": (("103339001", "SCT"), None, "{pixels}"),
    "short_axis_px": (("103340004", "SCT"), None, "{pixels}"),
    "echo_mean_grey": (("110849", "DCM"), MEAN, "{grey}"),
    "echo_sd_grey": (("110849", "DCM"), DEVIATION, "{grey}"),
    "echo_difference_grey": (("ECHO-DIFFERENCE", PRIVATE), None, "{grey}"),
    "hypoechoic_fraction": (("HYPOECHOIC-FRAC", PRIVATE), None, "1"),
    "csa_perpendicular_mm2": (("CSA-PERPENDIC", PRIVATE), None, "mm2"),
    "signal_mean": (("110852", "DCM"), MEAN, "[arb'U]"),
    "nerve_muscle_ratio": (("NERVE-MUSCLE", PRIVATE), None, "{ratio}"),
}
# What is said of a section beside its outline; volume_results.py looks at it.
SECTION = {"OBLIQUITY", "PARTS-AREA", "PARTS-PERPENDIC", "HETEROGENEITY", "REFERENCE-SIGNAL", "REFERENCE-AREA"}
NERVES = {"nerve": ("84782009", "SCT"), "sciatic nerve": ("C52810", "NCIt")}
SIDES = {"left": ("7771000", "SCT"), "right": ("24028007", "SCT")}
LEVELS = {
    "piriformis": ("LEVEL-PIRIFORMIS", PRIVATE),
    "obturator_internus_gemelli": ("LEVEL-OBTURATOR", PRIVATE),
    "quadratus_femoris": ("LEVEL-QUADRATUS", PRIVATE),
    "ischial_tunnel": ("LEVEL-TUNNEL", PRIVATE),
    "subgluteal": ("LEVEL-SUBGLUTEAL", PRIVATE),
    "thigh": ("68367000", "SCT"),
    "popliteal": ("32361000", "SCT"),
}


def key(concept):
    return (concept.value, concept.scheme_designator)


def check(condition, *words):
    if not condition:
        raise SystemExit("check-dicom-results: FAILED: " + " ".join(map(str, words)))


class Study:
    def __init__(self, root, report, sources):
        self.root, self.report, self.sources = root, report, sources
        self.volumes, self.worst = [], [0.0]
        self.items = {}
        for item in report["items"]:
            if item["mask"]:
                self.items[item["sop_instance_uid"], item["frame"]] = item
        self.objects = [(o["file"], pydicom.dcmread(root / o["file"])) for o in report["dicom_objects"]]

    def instance(self, uid):
        return sorted(frame for (other, frame) in self.items if other == uid)

    def check(self):
        for (file, dataset), entry in zip(self.objects, self.report["dicom_objects"]):
            check(dataset.SOPInstanceUID == entry["sop_instance_uid"], file, "SOP Instance UID")
            check("unverified" in dataset.SeriesDescription, file, "Series Description")
            if not self.report["volumes"]:
                check("FrameOfReferenceUID" not in dataset, file, "has a frame of reference")
            if "nerve-measure" in str(dataset.get("DeidentificationMethod", "")):
                check(dataset.get("BurnedInAnnotation", "NO") == "NO", file, "Burned In Annotation")
            getattr(self, "check_" + file.split(".")[-2].split("/")[-1])(file, dataset)

    def check_seg(self, file, dataset):
        if "FrameOfReferenceUID" in dataset:
            volume = Volume(check, self.root, self.report, (file, dataset), self.sources)
            self.worst.append(volume.check_segmentation())
            self.volumes.append(volume)
            return
        seg = highdicom.seg.segread(self.root / file)
        uid = seg.get_source_image_uids()[0][2]
        frames = self.instance(uid)
        check(seg.NumberOfFrames == len(frames) * seg.number_of_segments, file, "frames")
        if len(frames) == 1:
            pixels = seg.get_pixels_by_source_instance([uid])
        else:
            pixels = seg.get_pixels_by_source_frame(uid, frames)
        for plane, frame in zip(pixels, frames):
            mask = numpy.asarray(Image.open(self.root / self.items[uid, frame]["mask"]))
            for segment in range(seg.number_of_segments):
                label = {"Blood vessel": 2}.get(seg.get_segment_description(segment + 1).segment_label, 1)
                check(numpy.array_equal(plane[..., segment], mask == label), file, frame, "pixels")
        # pydicom reads the bits by itself.
        raw = seg.pixel_array.reshape(len(frames), seg.number_of_segments, *pixels.shape[1:3])
        check(numpy.array_equal(raw.transpose(0, 2, 3, 1), pixels), file, "pydicom and highdicom differ")

    def check_sr(self, file, dataset):
        report = highdicom.sr.srread(self.root / file)
        check(dataset.VerificationFlag == "UNVERIFIED", file, "Verification Flag")
        procedures = [i.ConceptCodeSequence[0] for i in dataset.ContentSequence
                      if i.ConceptNameCodeSequence[0].CodeValue == "121058"]
        codes = [(code.CodeValue, code.CodingSchemeDesignator) for code in procedures]
        check(codes == [("363679005", "SCT")], file, "Procedure reported", codes)
        groups = report.content.get_planar_roi_measurement_groups()
        nerves = [(item, nerve) for item in self.report["items"] for nerve in item["nerves"]]
        check(len(groups) == len(nerves), file, len(groups), "groups of", len(nerves))
        found = {}
        for group in groups:
            region = group.roi
            image = next(i for i in region.ContentSequence if i.ValueType == "IMAGE").ReferencedSOPSequence[0]
            frame = int(image.get("ReferencedFrameNumber", 1))
            first = tuple(numpy.round(region.value[0] - 0.5, 2))
            found[image.ReferencedSOPInstanceUID, frame, first] = (group, region)
        tracked = {}
        for item, nerve in nerves:
            place = (item["sop_instance_uid"], item["frame"], tuple(nerve["outline_px"][0]))
            check(place in found, file, "no group at", place)
            self.check_group(file, item, nerve, *found[place])
            if item["cine"] and item["cine"]["followed_rank"] == nerve["rank"]:
                tracked.setdefault(item["sop_instance_uid"], set()).add(found[place][0].tracking_uid)
        check(all(len(uids) == 1 for uids in tracked.values()), file, "tracking identifiers of a cine")
        for volume in self.volumes:
            self.worst.append(volume.check_report(file, dataset))

    def check_group(self, file, item, nerve, group, region):
        outline = numpy.array(nerve["outline_px"] + nerve["outline_px"][:1]) + 0.5
        check(numpy.abs(region.value - outline).max() < 0.001, file, "outline")
        in_millimetres = nerve["quantities"]["csa_mm2"] is not None
        expected = {}
        for name, value in nerve["quantities"].items():
            if value is None or name not in QUANTITIES: continue
            if in_millimetres and name.endswith("_px"): continue
            expected[QUANTITIES[name]] = value
        count = 0
        for measurement in group.get_measurements():
            derivation = measurement.derivation and key(measurement.derivation)
            place = (key(measurement.name), derivation, measurement.unit.value)
            if place[0] == ("111012", "DCM"):
                check(abs(measurement.value - 100 * nerve["confidence"]) < 0.051, file, "confidence")
                continue
            if place[0][0].startswith("DISPLACE"):
                name = "displacement_" + place[0][0].split("-")[1].lower()
                check(measurement.value == item["cine"][name], file, name)
                check(place[2] == item["cine"]["length_unit"], file, name, "unit")
                continue
            if place[0][0] in SECTION or place[0] == ("110852", "DCM") and derivation != MEAN:
                continue
            check(place in expected, file, "unexpected", place)
            value = expected[place]
            check(measurement.value == value["value"], file, place, measurement.value, value)
            self.check_interval(file, measurement, value)
            count += 1
        check(count == len(expected), file, count, "values of", len(expected))
        self.check_codes(file, item, nerve, group)

    @staticmethod
    def check_interval(file, measurement, value):
        children = {key(i.name)[0]: i for i in measurement[0].get("ContentSequence", [])}
        if value["low"] is None:
            check("371886008" not in children, file, "an interval that is not in the report")
            return
        high = measurement.value + float(children["371886008"].value)
        low = measurement.value - float(children["371885007"].value)
        check(abs(high - value["high"]) < 1e-6 and abs(low - value["low"]) < 1e-6, file, "interval")

    @staticmethod
    def check_codes(file, item, nerve, group):
        check(key(group.finding_type) == NERVES[nerve["nerve"]], file, "finding")
        site = group.finding_sites[0]
        check((site.laterality and key(site.laterality)) == SIDES.get(nerve["side"]), file, "side")
        modifier = site.topographical_modifier
        check((modifier and key(modifier)) == LEVELS.get(nerve["level"]), file, "level")
        words = {}
        for evaluation in group[0].ContentSequence:
            if evaluation.ValueType == "CODE":
                words.setdefault(key(evaluation.name)[0], set()).add(evaluation.value.meaning)
        scale = next(i for i in group[0].ContentSequence if key(i.name) == ("SCALE", PRIVATE)).value
        check(scale == (nerve["scale"]["basis"] or nerve["scale"]["gap"]), file, "source of scale")
        check(words.get("QUALITY-FLAG", set()) == set(nerve["flags"]) | set(item["flags"]), file, "flags")
        check(words["PROVENANCE"] == {nerve["provenance"]}, file, "provenance")
        check(words["CONVENTION"] == {nerve["outline_convention"]}, file, "convention")

    def check_sc(self, file, dataset):
        shown = []
        for image in dataset.SourceImageSequence:
            frames = image.get("ReferencedFrameNumber", 1)
            shown += [(image.ReferencedSOPInstanceUID, f) for f in ([frames] if isinstance(frames, int) else frames)]
        pixels = dataset.pixel_array.reshape(len(shown), dataset.Rows, dataset.Columns, 3)
        for plane, place in zip(pixels, shown):
            overlay = numpy.asarray(Image.open(self.root / self.items[place]["overlay"]).convert("RGB"))
            rows, columns = overlay.shape[:2]
            check(numpy.array_equal(plane[:rows, :columns], overlay), file, place, "pixels")

    def check_pr(self, file, dataset):
        series = dataset.ReferencedSeriesSequence[0].ReferencedImageSequence
        uids = {image.ReferencedSOPInstanceUID for image in series}
        uid = series[0].ReferencedSOPInstanceUID
        shown = [(a.ReferencedImageSequence[0].ReferencedSOPInstanceUID,
                  int(a.ReferencedImageSequence[0].get("ReferencedFrameNumber", 1)))
                 for a in dataset.GraphicAnnotationSequence]
        drawn = [place for place, item in self.items.items() if place[0] in uids and item["nerves"]]
        check(len(uids) == len(series) and sorted(shown) == sorted(drawn), file, "frames with outlines")
        self.check_aspect(file, dataset, uid)
        for annotation in dataset.GraphicAnnotationSequence:
            image = annotation.ReferencedImageSequence[0]
            frame = int(image.get("ReferencedFrameNumber", 1))
            item = self.items[image.ReferencedSOPInstanceUID, frame]
            check(len(annotation.GraphicObjectSequence) == len(item["nerves"]), file, "outlines")
            pairs = zip(annotation.GraphicObjectSequence, annotation.TextObjectSequence, item["nerves"])
            for graphic, text, nerve in pairs:
                points = numpy.array(graphic.GraphicData).reshape(-1, 2)
                outline = numpy.array(nerve["outline_px"] + nerve["outline_px"][:1]) + 0.5
                check(numpy.abs(points - outline).max() < 0.001, file, "outline")
                check(text.UnformattedTextValue == self.label(nerve), file, "label", text.UnformattedTextValue)
        if "ICCProfile" in dataset: self.check_profile(file, dataset.ICCProfile)

    @staticmethod
    def label(nerve):
        """Rank and area, rounded half up as on paper, with the interval where there is one."""
        def rounded(value, digits):
            return str(Decimal(str(value)).quantize(Decimal(10) ** -digits, ROUND_HALF_UP))

        area, pixels = nerve["quantities"]["csa_mm2"], nerve["quantities"]["area_px"]
        if area is None:
            return f"{nerve['rank']}  {rounded(pixels['value'], 0)} px (no scale)"
        text = f"{nerve['rank']}  CSA {rounded(area['value'], 1)} mm2"
        if area["low"] is None: return text
        digits = 1 if area["low"] < 10 else 0
        return text + f" [{rounded(area['low'], digits)}-{rounded(area['high'], digits)}]"

    def check_aspect(self, file, dataset, uid):
        """Pixels are shown as high and wide as the scale says."""
        shown = dataset.DisplayedAreaSelectionSequence[0].PresentationPixelAspectRatio
        scales = [nerve["scale"] for (other, _), item in self.items.items() if other == uid
                  for nerve in item["nerves"] if nerve["scale"]["basis"]]
        if scales:
            true = scales[0]["spacing_row_mm"] / scales[0]["spacing_column_mm"]
            check(abs(shown[0] / shown[1] / true - 1) < 0.002, file, "pixel aspect", shown, true)

    @staticmethod
    def check_profile(file, profile):
        """Little CMS takes the profile, and it is sRGB within a level of 255."""
        import io
        from PIL import ImageCms

        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        # ICC.1 §7.2.16: the illuminant of every profile is D50.
        check(profile[68:80] == bytes.fromhex("0000f6d6 00010000 0000d32d"), file, "illuminant")
        check(profile[36:40] == b"acsp" and given.profile.version == 2.1, file, "profile header")
        check(numpy.abs(numpy.array(given.profile.media_white_point[0]) - (0.9642, 1, 0.8249)).max() < 1e-4,
              file, "white point")
        grid = numpy.stack(numpy.meshgrid(*[numpy.arange(0, 256, 17)] * 3), -1).reshape(64, 64, 3)
        picture = Image.fromarray(grid.astype("uint8"))
        result = ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"))
        difference = numpy.abs(numpy.asarray(result, int) - grid)
        check(difference.max() <= 1, file, "the colour profile is off by", difference.max())


def main():
    arguments = list(map(Path, sys.argv[1:]))
    end = arguments.index(Path("--sources")) if Path("--sources") in arguments else len(arguments)
    sources = sources_below(arguments[end + 1:])
    count, volumes, worst = 0, 0, 0.0
    for root in arguments[:end]:
        for path in sorted(root.glob("*/report.json")):
            report = json.loads(path.read_text())
            if report["dicom_objects"]:
                study = Study(root, report, sources)
                study.check()
                count += len(report["dicom_objects"])
                volumes += len(study.volumes)
                worst = max([worst, *study.worst])
    check(count > 0, "there are no objects")
    said = f"; points of {volumes} volumes agree within {worst:.3f} mm" if volumes else ""
    print(f"check-dicom-results: {count} objects say what report.json says (pydicom, highdicom){said}")


main()
