import DICOMFiles
import Digest
import Exporting
import Foundation
import JSON
import Pipeline
import Testing

@testable import Service

@Suite struct ServicePartsTests {
    @Test("a state is read back as it was written; a damaged one is told apart from none")
    func state() throws {
        let place = try TemporarySpool()
        let key = place.spool.key(ofStudy: "1.2")
        #expect(place.spool.state(of: key) == nil)
        var state = StudyState(phase: .measured, content: "abc", signature: "1 2.5")
        state.attempts = 2
        state.reason = "because"
        try place.spool.write(state, of: key)
        #expect(try place.spool.state(of: key)?.get() == state)
        try Data("{\"phase\": \"sleeping\"".utf8)
            .write(to: place.spool.folder(of: key).appending(path: "state.json"))
        guard case .failure? = place.spool.state(of: key) else {
            Issue.record("a damaged state was read")
            return
        }
    }

    @Test("what is due is taken once, in order, and not while it is in hand")
    func due() {
        let list = DueList()
        list.set("b", after: -2)
        list.set("a", after: 0)
        list.set("later", after: 600)
        #expect(list.take() == "b" || list.take() == "a")
        list.set("b", after: 0)
        let first = list.take()
        #expect(first != nil && first != "later")
        list.set(first ?? "", after: 0)
        #expect(list.take() == nil)
        list.finish(first ?? "")
        #expect(list.take() == first)
    }

    @Test("pauses double up to the longest, and begin anew")
    func pauses() {
        let backOff = BackOff(first: 2, longest: 7)
        #expect((0..<4).map { _ in backOff.pause(of: "a") } == [2, 4, 7, 7])
        #expect(backOff.pause(of: "b") == 2)
        backOff.forget("a")
        #expect(backOff.pause(of: "a") == 2)
    }

    @Test(
        "a delivery is remembered by content and peer; a line that was cut short counts for nothing"
    )
    func deliveries() throws {
        let place = try TemporarySpool()
        let path = place.root.appending(path: "delivered.tsv").path
        let peer = DICOMPeer(title: "A", host: "h", port: 1)
        let (first, second) = (SHA256Digest(of: "1"), SHA256Digest(of: "2"))
        var record: DeliveryRecord? = try DeliveryRecord(path: path)
        try record?.add(first, at: peer)
        record = nil
        let whole = try Data(contentsOf: URL(filePath: path))
        try (whole + whole.dropLast(9)).write(to: URL(filePath: path))
        record = try DeliveryRecord(path: path)
        #expect(record?.holds(first, at: peer) == true)
        #expect(record?.holds(second, at: peer) == false)
        #expect(record?.holds(first, at: DICOMPeer(title: "B", host: "h", port: 1)) == false)
        try record?.add(second, at: peer)
        record = nil
        #expect(try DeliveryRecord(path: path).holds(second, at: peer))
    }

    @Test("a second service is kept out of the folder, and a folder of another origin is refused")
    func occupied() throws {
        let place = try TemporarySpool()
        let options = ServiceOptions(
            folder: place.spool.root.root, measuring: PipelineOptions(toolVersion: "test"))
        let first = try Service(options) { _ in }
        let error = #expect(throws: ServiceError.self) { try Service(options) { _ in } }
        guard case .inUse? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        withExtendedLifetime(first) {}
        try Data().write(to: place.root.appending(path: "else"))
        #expect(throws: WriteError.self) { try Spool(place.root) }
    }

    @Test("work that crashed three times is not begun a fourth time")
    func crashes() throws {
        let place = try TemporarySpool()
        let key = place.spool.key(ofStudy: "1.2")
        _ = try place.take(object())
        var state = StudyState(
            phase: .measuring, content: try place.spool.content(of: key), signature: "older")
        state.attempts = StudyWorker.maximumAttempts
        try place.spool.write(state, of: key)
        let cancellation = Cancellation()
        let studies = DueList()
        studies.set(key, after: 0)
        let worker = StudyWorker(
            spool: place.spool,
            options: ServiceOptions(
                folder: place.root, measuring: PipelineOptions(toolVersion: "test")),
            studies: studies, deliveries: DueList(), cancellation: cancellation
        ) { event in
            if case .working = event { Issue.record("\(event)") }
            cancellation.request()
        }
        worker.run()
        #expect(try place.spool.state(of: key)?.get().phase == .failed)
    }
}
