"""The peers of scripts/check-receive: an archive that counts, clients good and bad, the service itself."""

import atexit
import os
import signal
import socket
import struct
import subprocess
import threading
import time

import pydicom
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
from pynetdicom import AE, evt
from pynetdicom import association as association_module
from pynetdicom.presentation import AllStoragePresentationContexts, build_context

TITLE = "NERVE_MEASURE"
SECRETS = ("PHANTOM^SIMULATED", "PHANTOM-7", "SECRET")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise SystemExit(f"check-receive: FAILED: {what} did not happen in {seconds} s")


def study(source, folder, instances=1):
    """Files of a study that differs from all others in its identifiers."""
    uid, series = generate_uid(), generate_uid()
    paths = []
    for number in range(1, instances + 1):
        dataset = pydicom.dcmread(source)
        dataset.StudyInstanceUID, dataset.SeriesInstanceUID = uid, series
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = generate_uid()
        dataset.InstanceNumber = number
        paths.append(folder / f"{dataset.SOPInstanceUID}.dcm")
        dataset.save_as(paths[-1])
    return paths


class Archive:
    """Counts how often each instance came; may be down, and may answer with another status."""

    def __init__(self, syntaxes=None):
        self.port, self.stored, self.server = free_port(), {}, None
        self.syntaxes = syntaxes
        self.lock = threading.Lock()
        self.status = lambda dataset: 0x0000
        self.start()

    def start(self):
        entity = AE("ARCHIVE")
        for context in AllStoragePresentationContexts:
            entity.add_supported_context(context.abstract_syntax, self.syntaxes or context.transfer_syntax)
        self.server = entity.start_server(
            ("127.0.0.1", self.port), block=False, evt_handlers=[(evt.EVT_C_STORE, self.store)])

    def stop(self):
        self.server.shutdown()

    def store(self, event):
        dataset = event.dataset
        status = self.status(dataset)
        if status == 0:
            with self.lock:
                self.stored.setdefault(str(dataset.StudyInstanceUID), []).append(str(dataset.SOPInstanceUID))
        return status

    def results(self, uid):
        with self.lock:
            return list(self.stored.get(str(uid), []))


class Service:
    """`nerve-measure receive` as a process that can be killed and started again."""

    def __init__(self, tool, folder, *options, port=None):
        self.tool, self.folder, self.options = tool, folder, options
        self.port = port or free_port()
        self.log = folder.with_suffix(".log")
        atexit.register(self.end)
        self.start()

    def start(self):
        self.mark = len(self.text())
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [self.tool, "receive", self.folder, "--port", str(self.port), "--title", TITLE, *self.options],
                stderr=log)
        wait_for("the service listens", lambda: "listens on" in self.text()[self.mark:])

    def text(self):
        return self.log.read_text() if self.log.exists() else ""

    def end(self):
        if self.process.poll() is None:
            self.kill()

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        status = self.process.wait(timeout=30)
        if status != 0:
            raise SystemExit(f"check-receive: FAILED: the service ended with {status}")

    def count(self, words):
        return self.text().count(words)

    def objects(self):
        return sorted((self.folder / "studies").glob("*/objects/*.dcm"))


def is_turned_away(port, **titles):
    """Whether the answer is A-ASSOCIATE-RJ and nothing after it. Of a rejection pynetdicom sometimes makes an abort, since
    it closes the connection itself; the PDUs do not lie."""
    answers = []
    associate(port, handlers=[(evt.EVT_PDU_RECV, lambda event: answers.append(type(event.pdu).__name__))], **titles)
    return answers == ["A_ASSOCIATE_RJ"]


def associate(port, contexts=None, calling="TESTER", called=TITLE, handlers=()):
    entity = AE(calling)
    entity.acse_timeout = entity.dimse_timeout = entity.network_timeout = 30
    for uid in contexts or ["1.2.840.10008.5.1.4.1.1.6.1", "1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.1.1"]:
        entity.add_requested_context(uid, ExplicitVRLittleEndian)
    return entity.associate("127.0.0.1", port, ae_title=called, evt_handlers=list(handlers))


def echo(port):
    association = associate(port)
    status = association.send_c_echo() if association.is_established else None
    association.release()
    return status is not None and status.Status == 0


def store(port, datasets, calling="TESTER", contexts=None, called=TITLE):
    """Statuses, in order."""
    association = associate(port, contexts, calling, called)
    if not association.is_established:
        return [None] * len(datasets)
    statuses = []
    for dataset in datasets:
        if not isinstance(dataset, pydicom.Dataset):
            dataset = pydicom.dcmread(dataset)
        statuses.append(association.send_c_store(dataset).get("Status"))
    association.release()
    return statuses


def store_bytes(port, dataset, content):
    """A request for `dataset` with other bytes in its place."""
    encode = association_module.encode
    association_module.encode = lambda *arguments, **options: content
    try:
        return store(port, [dataset])[0]
    finally:
        association_module.encode = encode


def stalled(port, kind):
    """A client that begins and then says nothing more; close it at the end."""
    if kind == "mid-object":
        association = associate(port)
        connection = association.dul.socket.socket
        # A P-DATA-TF of 100 bytes, of which 20 come.
        connection.sendall(struct.pack(">BBI", 4, 0, 100) + bytes(20))
        return association
    connection = socket.create_connection(("127.0.0.1", port))
    if kind == "half a request":
        connection.sendall(struct.pack(">BBI", 1, 0, 200) + bytes(50))
    return connection
