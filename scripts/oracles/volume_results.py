"""Compares the DICOM results of MR volumes with report.json, the masks and the source's own geometry.

Imported by check_dicom_results.py. Codes are spelled out here once more.
"""

import json
import re

import highdicom
import numpy
import pydicom
from PIL import Image

PRIVATE = "99NRVMEAS"
LABELS = {
    "Nerve": 1, "Sciatic nerve": 1, "Blood vessel": 2, "Bone": 3, "Muscle": 4, "Tendon": 5,
    "Gluteus maximus": 10, "Gluteus medius and minimus": 11, "Piriformis": 12,
    "Obturator internus and gemelli": 13, "Quadratus femoris": 14, "Adductor magnus": 15, "Iliopsoas": 16,
    "Obturator externus": 17, "Hamstrings": 18,
}
SIDES = {"left": ("7771000", "SCT"), "right": ("24028007", "SCT")}
COMPARED = {
    "csa_perpendicular_mm2": ("CSA-PERPENDIC", "mm2"), "flattening_ratio": ("FLATTENING", "{ratio}"),
    "nerve_muscle_ratio": ("NERVE-MUSCLE", "{ratio}"),
}
DERIVATIONS = {"median": "373099004", "maximum": "56851009", "percentile_95": "371889001",
               "standard_deviation": "386136009"}
#: Between two ways to one point, mm.
TOLERANCE = 0.1


def matrix(position, orientation, spacing):
    """From (column, row) of pixel centres to the patient, by PS3.3 §C.7.6.2.1.1."""
    along_row, along_column = numpy.array(orientation[:3], float), numpy.array(orientation[3:], float)
    origin = numpy.array(position, float)
    return lambda column, row: origin + column * spacing[1] * along_row + row * spacing[0] * along_column


class Volume:
    """One volume of a study: its sources by instance, its report, its segmentation."""

    def __init__(self, check, root, report, segmentation, sources):
        self.check, self.root, self.report, self.sources = check, root, report, sources
        self.file, self.dataset = segmentation
        self.items = {i["sop_instance_uid"]: i for i in report["items"] if i["mask"]}
        self.reference = {
            str(f.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID)
            for f in self.dataset.PerFrameFunctionalGroupsSequence}
        items = {self.items[uid]["item"] for uid in self.reference}
        self.volume = next(v for v in report["volumes"] if any(
            s["item"] in items for n in v["nerves"] for s in n["sections"]) or self.of_series(v, items))

    @staticmethod
    def of_series(volume, items):
        return all(item.split("/")[1] == volume["series"] for item in items)

    def source_matrix(self, uid):
        source = self.sources[uid]
        return matrix(source.ImagePositionPatient, source.ImageOrientationPatient, source.PixelSpacing)

    def check_segmentation(self):
        check, dataset, file = self.check, self.dataset, self.file
        check(dataset.FrameOfReferenceUID == self.sources[next(iter(self.reference))].FrameOfReferenceUID,
              file, "frame of reference")
        shared = dataset.SharedFunctionalGroupsSequence[0]
        segments = {int(s.SegmentNumber): s for s in dataset.SegmentSequence}
        pixels = dataset.pixel_array.astype(bool)
        masks, frames = {}, {}
        for plane, group in zip(pixels, dataset.PerFrameFunctionalGroupsSequence):
            image = group.DerivationImageSequence[0].SourceImageSequence[0]
            number = int(group.SegmentIdentificationSequence[0].ReferencedSegmentNumber)
            orientation = (group.get("PlaneOrientationSequence") or shared.PlaneOrientationSequence)[0]
            place = matrix(
                group.PlanePositionSequence[0].ImagePositionPatient, orientation.ImageOrientationPatient,
                shared.PixelMeasuresSequence[0].PixelSpacing)
            frames[str(image.ReferencedSOPInstanceUID), number] = (plane, place)
        check(len(frames) == len(self.reference) * len(segments) == dataset.NumberOfFrames, file, "frames")
        reader = highdicom.seg.segread(self.root / file)
        order = sorted(self.reference)
        again = reader.get_pixels_by_source_instance(order)
        worst = 0.0
        for place, uid in enumerate(order):
            mask = numpy.asarray(Image.open(self.root / self.items[uid]["mask"]))
            for label in set(LABELS.values()):
                own = [n for n, s in segments.items() if LABELS[s.SegmentLabel.split(",")[0]] == label]
                union = numpy.zeros(mask.shape, int)
                for number in own:
                    plane, to_patient = frames[uid, number]
                    union += plane
                    check(numpy.array_equal(again[place, ..., number - 1], plane), file, "highdicom differs")
                    worst = max(worst, self.check_place(uid, number, plane, to_patient, segments))
                check(numpy.array_equal(union, mask == label), file, uid, "label", label)
            self.check_sides(uid, frames, segments)
        check(worst < TOLERANCE, file, "centroids by two ways differ by", worst, "mm")
        self.frames, self.segments = frames, segments
        return worst

    def check_place(self, uid, number, plane, to_patient, segments):
        """The centroid of a segment by the segmentation's geometry and by the source's own."""
        if not plane.any():
            return 0.0
        row, column = (index.mean() for index in plane.nonzero())
        return float(numpy.abs(to_patient(column, row) - self.source_matrix(uid)(column, row)).max())

    def check_sides(self, uid, frames, segments):
        """A nerve of the report lies in the segment of its side."""
        for nerve in self.items[uid]["nerves"]:
            column, row = (nerve["quantities"][f"centroid_{axis}_px"]["value"] for axis in ("column", "row"))
            for number, segment in segments.items():
                name, _, side = segment.SegmentLabel.partition(", ")
                if LABELS[name] != 1:
                    continue
                plane = frames[uid, number][0]
                near = plane[max(0, int(row) - 3):int(row) + 5, max(0, int(column) - 3):int(column) + 5].any()
                self.check(near == (side == nerve["side"]), self.file, uid, "nerve", nerve["side"], "in", side)

    # The report.

    def groups(self, report, words):
        """Groups whose tracking identifier begins with `words` and names this volume."""
        name = self.file.split("/")[-1].split(".")[0]
        found = {}
        for group in report:
            identifier = str(next(i.TextValue for i in group.ContentSequence
                              if i.ConceptNameCodeSequence[0].CodeValue == "112039"))
            if identifier.startswith(words) and name in identifier.split():
                check = found.setdefault(identifier, group)
                self.check(check is group, self.file, "twice", identifier)
        return found

    def check_report(self, file, dataset):
        measurements = next(i for i in dataset.ContentSequence
                            if i.ConceptNameCodeSequence[0].CodeValue == "126010")
        groups = list(measurements.ContentSequence)
        planar = [g for g in groups if template(g) == "1410"]
        others = [g for g in groups if template(g) != "1410"]
        self.check_nerves(file, self.groups(others, "nerve"))
        self.check_spaces(file, self.groups(others, "space"))
        self.check_structures(file, self.groups(others, "structure"))
        self.check_comparisons(file, self.groups(others, "comparison"))
        self.check_findings(file, self.groups(others, "finding"))
        return self.check_outlines(file, planar)

    def check_segment(self, file, group, label, side):
        reference = next(i for i in group.ContentSequence
                         if i.ConceptNameCodeSequence[0].CodeValue == "121191").ReferencedSOPSequence[0]
        segment = self.segments[int(reference.ReferencedSegmentNumber)]
        self.check(reference.ReferencedSOPInstanceUID == self.dataset.SOPInstanceUID, file, "segmentation")
        name, _, own = segment.SegmentLabel.partition(", ")
        self.check(LABELS[name] == label and own == side, file, segment.SegmentLabel, "for", label, side)
        tracking = next(i.UID for i in group.ContentSequence
                        if i.ConceptNameCodeSequence[0].CodeValue == "112040")
        self.check(tracking == segment.TrackingUID, file, "tracking of segment and group")

    def check_nerves(self, file, groups):
        followed = [n for n in self.volume["nerves"] if n["absence"] is None]
        self.check(len(groups) == len(followed), file, len(groups), "nerves, not", len(followed))
        for nerve in followed:
            group = next(g for name, g in groups.items() if name.endswith(nerve["side"]))
            self.check(side_of(group) == SIDES[nerve["side"]], file, "side")
            self.check_segment(file, group, 1, nerve["side"])
            expected = {}
            for comparison in self.volume["comparisons"]:
                summary = comparison[nerve["side"]]
                for word in ("median", "maximum") if summary else ():
                    code, unit = COMPARED[comparison["quantity"]]
                    expected[code, comparison["level"], DERIVATIONS[word], unit] = summary[word]
            found = {}
            for item in numbers(group):
                site = next(i for i in item.ContentSequence
                            if i.ConceptNameCodeSequence[0].CodeValue == "363698007")
                level = modifier(site, "106233006").CodeMeaning
                found[name_of(item), level, modifier(item, "121401").CodeValue, unit_of(item)] = value_of(item)
            self.check(found == expected, file, "levels", found, expected)

    def check_spaces(self, file, groups):
        self.check(len(groups) == len(self.volume["spaces"]), file, len(groups), "spaces")
        for space in self.volume["spaces"]:
            group = next(g for n, g in groups.items()
                         if n.split()[1] == space["space"] and n.endswith(space["side"]))
            values = {name_of(i): i for i in numbers(group)}
            self.check(value_of(values["121206"]) == space["distance_mm"], file, "distance", space)
            self.check(value_of(values["POSITIONING"]) == space["positioning_uncertainty_mm"], file, "positioning")
            line = values["121206"].ContentSequence[0]
            image = line.ContentSequence[0].ReferencedSOPSequence[0]
            uid = str(image.ReferencedSOPInstanceUID)
            self.check(self.items[uid]["item"] == space["item"], file, "slice of a space")
            points = numpy.array(line.GraphicData, float).reshape(-1, 2) - 0.5
            for point, key in zip(points, ("from_mm", "to_mm")):
                off = numpy.abs(self.source_matrix(uid)(*point) - space[key]).max()
                self.check(off < TOLERANCE, file, "an end of a space is off by", off, "mm")

    def check_structures(self, file, groups):
        self.check(len(groups) == len(self.volume["structures"]), file, len(groups), "structures")
        label = {"piriformis": 12, "obturator_internus_gemelli": 13, "quadratus_femoris": 14}
        for structure in self.volume["structures"]:
            group = next(g for n, g in groups.items()
                         if n.split()[1] == structure["structure"] and n.endswith(structure["side"]))
            self.check(side_of(group) == SIDES[structure["side"]], file, "side")
            if structure["structure"] in label:
                self.check_segment(file, group, label[structure["structure"]], structure["side"])
            found = {name_of(i): (value_of(i), unit_of(i)) for i in numbers(group)}
            expected = {
                "THICKNESS": (structure["thickness_mm"], "mm"), "42798000": (structure["area_mm2"], "mm2"),
                "118565006": (structure["volume_cm3"], "cm3"), "MUSCLE-RATIO": (structure["muscle_ratio"], "{ratio}")}
            expected = {k: v for k, v in expected.items() if v[0] is not None}
            self.check(found == expected, file, structure["structure"], found, expected)

    def check_comparisons(self, file, groups):
        told = [c for c in self.volume["comparisons"] if c["difference"] is not None or c["gap"]]
        self.check(len(groups) == len(told), file, len(groups), "comparisons of", len(told))
        for comparison in told:
            group = next(g for n, g in groups.items()
                         if n.split()[1:3] == [comparison["level"], comparison["quantity"]])
            found = {name_of(i): value_of(i) for i in numbers(group)}
            expected = {"SIDE-DIFFERENCE": comparison["difference"], "SIDE-DIFF-PERC": comparison["difference_percent"]}
            self.check(found == {k: v for k, v in expected.items() if v is not None}, file, found, expected)

    def check_findings(self, file, groups):
        self.check(len(groups) == len(self.volume["findings"]), file, len(groups), "findings")
        words = {"supported": "SUPPORTED", "not_seen": "NOT-SEEN", "not_assessable": "NOT-ASSESSABLE"}
        for finding in self.volume["findings"]:
            group = next(g for n, g in groups.items()
                         if n.split()[1:3] == [finding["site"], finding["aspect"]] and n.endswith(finding["side"]))
            verdict = next(i for i in group.ContentSequence if name_of(i) == "VERDICT")
            self.check(verdict.ConceptCodeSequence[0].CodeValue == words[finding["verdict"]], file, "verdict")
            rules = [i.TextValue for i in group.ContentSequence if name_of(i) == "RULE"]
            self.check(len(rules) == len(finding["rules"]), file, "rules")
            for text, rule in zip(rules, finding["rules"]):
                for number in rule["numbers"]:
                    self.check(f"{number['name']} {json.dumps(number['value'])}" in re.sub(
                        r"(\.\d*?)0+\b", r"\1", text).replace(". ", ".0 ") or number["name"] in text, file, text)

    def check_outlines(self, file, groups):
        """Signal of sections; centroids of outlines through the source's geometry against the report's."""
        sections = {(s["item"], n["side"]): s for n in self.volume["nerves"] for s in n["sections"]}
        worst, told = 0.0, set()
        for group in groups:
            region = next(i for i in group.ContentSequence if i.ValueType == "SCOORD")
            uid = str(region.ContentSequence[0].ReferencedSOPSequence[0].ReferencedSOPInstanceUID)
            if uid not in self.reference:
                continue
            item = self.items[uid]
            points = numpy.array(region.GraphicData, float).reshape(-1, 2) - 0.5
            nerve = next(n for n in item["nerves"]
                         if numpy.abs(numpy.array(n["outline_px"][0]) - points[0]).max() < 0.01)
            own = centroid(points)
            said = [nerve["quantities"][f"centroid_{axis}_px"]["value"] for axis in ("column", "row")]
            place = self.source_matrix(uid)
            worst = max(worst, float(numpy.abs(place(*own) - place(*said)).max()))
            section = sections.get((item["item"], nerve["side"]))
            values = {(name_of(i), derivation(i)): value_of(i) for i in numbers(group)}
            if ("OBLIQUITY", None) not in values:
                continue
            told.add((item["item"], nerve["side"]))
            self.check(values["OBLIQUITY", None] == section["obliquity_degrees"], file, "obliquity")
            signal = section["signal"] or {}
            for word in ("median", "percentile_95", "standard_deviation"):
                self.check(values.get(("110852", DERIVATIONS[word])) == signal.get(word), file, word)
            for code, word in (("HETEROGENEITY", "heterogeneity"), ("REFERENCE-SIGNAL", "reference_median"),
                               ("REFERENCE-AREA", "reference_area_mm2")):
                self.check(values.get((code, None)) == signal.get(word), file, word)
            levels = {i.ConceptCodeSequence[0].CodeMeaning for i in group.ContentSequence if name_of(i) == "LEVEL"}
            self.check(levels == {level["level"] for level in section["levels"]}, file, "levels")
            self.check_centre(file, section, nerve, place(*said))
        self.check(worst < TOLERANCE, file, "outlines by two ways differ by", worst, "mm")
        measured = {place for place, section in sections.items() if section["parts"] > 0}
        self.check(told == measured, file, "sections", told ^ measured)
        return worst

    def check_centre(self, file, section, nerve, place):
        """The axis is smooth: it passes through the nerve, not exactly through its middle."""
        if section["parts"] == 1:
            off = float(numpy.linalg.norm(place - section["centre_mm"]))
            reach = nerve["quantities"]["long_axis_mm"]["value"] / 2
            self.check(off <= reach, file, "the axis is", off, "mm from the nerve's middle")


def template(group):
    return group.ContentTemplateSequence[0].TemplateIdentifier


def numbers(group):
    return [i for i in group.ContentSequence if i.ValueType == "NUM"]


def name_of(item):
    return item.ConceptNameCodeSequence[0].CodeValue if "ConceptNameCodeSequence" in item else None


def value_of(item):
    return float(item.MeasuredValueSequence[0].NumericValue)


def unit_of(item):
    return item.MeasuredValueSequence[0].MeasurementUnitsCodeSequence[0].CodeValue


def modifier(item, code):
    return next((i.ConceptCodeSequence[0] for i in item.get("ContentSequence", []) if name_of(i) == code), None)


def derivation(item):
    found = modifier(item, "121401")
    return found and found.CodeValue


def side_of(group):
    site = next(i for i in group.ContentSequence if name_of(i) == "363698007")
    found = modifier(site, "272741003")
    return found and (found.CodeValue, found.CodingSchemeDesignator)


def centroid(points):
    """Of the area of a closed polygon."""
    x, y = points[:-1].T
    u, v = points[1:].T
    cross = x * v - u * y
    return numpy.array([((x + u) * cross).sum(), ((y + v) * cross).sum()]) / (3 * cross.sum())


def sources_below(folders):
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.dcm")) if folder.is_dir() else [folder]:
            dataset = pydicom.dcmread(path, stop_before_pixels=True)
            found[str(dataset.SOPInstanceUID)] = dataset
    return found
