"""A real Orthanc and `nerve-measure receive`, each the other's peer; see docs/archive.md."""

import json
import pathlib
import shutil
import subprocess
import time
import urllib.error
import urllib.request

import pydicom
from receive_peers import Service, free_port, store, study, wait_for

PLUGIN = pathlib.Path("/usr/share/orthanc/plugins/libOrthancDicomWeb.so")
DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "docs/orthanc-routing.lua"


class Orthanc:
    def __init__(self, work, service_port):
        self.http, self.dicom = free_port(), free_port()
        self.configuration = work / "orthanc.json"
        self.folder = work / "orthanc"
        self.write(service_port)
        self.log = open(work / "orthanc.log", "w")
        self.process = subprocess.Popen(
            ["Orthanc", str(self.configuration)], stdout=self.log, stderr=subprocess.STDOUT)
        wait_for("Orthanc answers", self.answers, 60)

    def write(self, service_port):
        self.configuration.write_text(json.dumps({
            "Name": "check", "StorageDirectory": str(self.folder), "IndexDirectory": str(self.folder),
            "HttpPort": self.http, "DicomPort": self.dicom, "DicomAet": "ORTHANC", "StableAge": 2,
            "RemoteAccessAllowed": False, "AuthenticationEnabled": False,
            "Plugins": [str(PLUGIN)], "LuaScripts": [str(DOCUMENT)],
            "DicomModalities": {"nerve-measure": ["NERVE_MEASURE", "127.0.0.1", service_port]},
        }))

    def answers(self):
        try:
            return bool(self.get("/system"))
        except (urllib.error.URLError, ConnectionError):
            return False

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}", timeout=10) as answer:
            return json.loads(answer.read() or b"[]")

    def instances(self, uid):
        """By QIDO-RS: instance, class, series."""
        found = self.get(f"/dicom-web/instances?StudyInstanceUID={uid}&includefield=00080016")
        return {item["00080018"]["Value"][0]: item["00080016"]["Value"][0] for item in found}

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


def check_orthanc(tool, work, source):
    """A study stored to Orthanc is routed, measured, and its results are found there; twice the same."""
    if not shutil.which("Orthanc") or not PLUGIN.exists():
        print("SKIPPED: Orthanc is not installed")
        return
    # Orthanc must know the port of the service, and the service that of Orthanc.
    reserved = free_port()
    orthanc = Orthanc(work, reserved)
    service = None
    try:
        service = Service(
            tool, work / "orthanc-spool", "--to", f"ORTHANC@127.0.0.1:{orthanc.dicom}", "--settle", "2",
            "--allow", "ORTHANC", port=reserved)
        inputs = work / "orthanc-in"
        inputs.mkdir()
        paths = study(source, inputs, 2)
        sources = [pydicom.dcmread(path, stop_before_pixels=True) for path in paths]
        uid = sources[0].StudyInstanceUID
        for _ in range(2):
            statuses = store(orthanc.dicom, paths, called="ORTHANC")
            if statuses != [0, 0]:
                raise SystemExit(f"check-receive: FAILED: Orthanc stores with {statuses}")
            wait_for("the results are at Orthanc", lambda: len(orthanc.instances(uid)) == 9, 90)
        # The archive is stable again and sends the study once more; nothing comes of it.
        time.sleep(8)
        check_references(orthanc, uid, sources)
        if service.count("work begins") != 1 or service.count("results are at") != 1:
            raise SystemExit("check-receive: FAILED: Orthanc's study was worked or delivered twice")
    finally:
        if service:
            service.stop()
        orthanc.stop()
    print("ok    Orthanc routes a stable study, gets 7 results back, finds them by QIDO-RS; again: no duplicate")


def check_references(orthanc, uid, sources):
    instances = orthanc.instances(uid)
    kinds = sorted(instances.values())
    segmentations = [i for i, kind in instances.items() if kind == "1.2.840.10008.5.1.4.1.1.66.4"]
    if len(instances) != 9 or len(segmentations) != 2:
        raise SystemExit(f"check-receive: FAILED: Orthanc has {kinds}")
    wanted = {(source.SeriesInstanceUID, source.SOPInstanceUID) for source in sources}
    found = set()
    for instance in segmentations:
        metadata = orthanc.get(f"/dicom-web/studies/{uid}/series/{series_of(orthanc, uid, instance)}"
                               f"/instances/{instance}/metadata")[0]
        for series in metadata["00081115"]["Value"]:
            for reference in series["0008114A"]["Value"]:
                found.add((series["0020000E"]["Value"][0], reference["00081155"]["Value"][0]))
    if found != wanted:
        raise SystemExit("check-receive: FAILED: the segmentations refer to other instances")


def series_of(orthanc, uid, instance):
    found = orthanc.get(f"/dicom-web/instances?StudyInstanceUID={uid}&SOPInstanceUID={instance}"
                        "&includefield=0020000E")
    return found[0]["0020000E"]["Value"][0]
