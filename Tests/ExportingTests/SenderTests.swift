import DICOMFiles
import Foundation
import Testing

@testable import Exporting

/// Against DCMTK's storescp on loopback.
@Suite(
    .enabled(if: FileManager.default.isExecutableFile(atPath: StoragePeer.program)), .serialized)
struct SenderTests {
    @Test("every object arrives as it was")
    func stored() throws {
        let peer = try StoragePeer()
        let files = try ObjectFiles(count: 3)
        let log = try send(files, to: peer)
        #expect(log.deliveries == [.stored, .stored, .stored])
        #expect(try peer.received() == files.identifiers)
    }

    @Test("a peer that comes late is waited for")
    func late() throws {
        let peer = try StoragePeer(delay: 0.7)
        let files = try ObjectFiles(count: 2)
        let log = try send(files, to: peer, attempts: 12)
        #expect(log.deliveries == [.stored, .stored])
        #expect(try peer.received() == files.identifiers)
    }

    @Test("a peer that breaks off before it answers, or takes no association, is given up")
    func failing() throws {
        let files = try ObjectFiles(count: 2)
        for option in ["--abort-after", "--refuse"] {
            let log = try send(files, to: StoragePeer(options: [option]), attempts: 2)
            #expect(log.deliveries.count == 2)
            for delivery in log.deliveries {
                guard case .failed(let error) = delivery else {
                    Issue.record("\(delivery)")
                    continue
                }
                let isRejected = if case .rejected = error { true } else { false }
                #expect(isRejected == (option == "--refuse"), "\(error)")
            }
        }
    }

    @Test("nobody there: each file is told of once")
    func absent() throws {
        let peer = try StoragePeer(delay: 30)
        let log = try send(ObjectFiles(count: 2), to: peer, attempts: 3)
        #expect(log.deliveries.count == 2 && log.names.count == 2)
    }

    private struct Log {
        var names: Set<String> = []
        var deliveries: [Delivery] = []
    }

    private func send(
        _ files: ObjectFiles, to peer: StoragePeer, attempts: Int = 20
    ) throws -> Log {
        var sender = Sender(to: DICOMPeer(title: "STORE", host: "127.0.0.1", port: peer.port))
        sender.attempts = attempts
        sender.firstPause = 0.2
        sender.longestPause = 0.2
        sender.timeout = 5
        var log = Log()
        let shipments = try files.paths.map { try Shipment(path: $0, name: $0, limit: 0) }
        sender.send(shipments) { file, delivery in
            log.names.insert(file.name)
            log.deliveries.append(delivery)
        }
        return log
    }
}

/// Results of simulated stills in a temporary folder.
private final class ObjectFiles {
    let paths: [String]
    let identifiers: Set<String>
    private let folder: URL

    init(count: Int) throws {
        let objects = try ResultFixture().results().prefix(count)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        paths = try objects.map { object in
            let file = folder.appending(path: object.name)
            try Data(object.bytes).write(to: file)
            return file.path
        }
        identifiers = Set(objects.map(\.sopInstanceUID))
        self.folder = folder
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// A storage service of DCMTK's on a port of its own.
private final class StoragePeer {
    static let program = "/usr/bin/storescp"
    let port: UInt16
    private let folder: URL
    private let process = Process()

    init(options: [String] = [], delay: Double = 0) throws {
        port = UInt16.random(in: 20_000...60_000)
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // The shell becomes the service, so that ending the process ends it.
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments =
            ["-c", "sleep \(delay); exec \"$0\" \"$@\"", Self.program] + options
            + ["-od", folder.path, String(port)]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Identifiers of what it stored.
    func received() throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        return Set(
            try names.compactMap { name in
                try DICOMFile(
                    path: folder.appending(path: name).path, maximumInflatedBytes: 0
                ).root.text(.sopInstanceUID)
            })
    }
}
