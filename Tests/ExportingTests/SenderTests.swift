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
        let log = try send(files, to: peer, attempts: 200)
        #expect(log.deliveries == [.stored, .stored])
        #expect(try peer.received() == files.identifiers)
    }

    @Test("a peer that breaks off before it answers, or takes no association, is given up")
    func failing() throws {
        let files = try ObjectFiles(count: 2)
        for option in ["--abort-after", "--refuse"] {
            let peer = try StoragePeer(options: [option])
            try peer.waitUntilItListens()
            let log = try send(files, to: peer, attempts: 2)
            #expect(log.deliveries.count == 2)
            for delivery in log.deliveries {
                switch delivery {
                case .failed(.rejected): #expect(option == "--refuse")
                case .failed(.cut): #expect(option == "--abort-after")
                default: Issue.record("\(option): \(delivery)")
                }
            }
        }
    }

    @Test("nobody there: each file is told of once")
    func absent() throws {
        let files = try ObjectFiles(count: 2)
        let log = try send(files, to: try StoragePeer(delay: 600), attempts: 3)
        #expect(log.paths == files.paths)
        for delivery in log.deliveries {
            guard case .failed(.unreachable) = delivery else {
                Issue.record("\(delivery)")
                continue
            }
        }
    }

    @Test("a file that is gone or that bears no lawful UID holds up no other")
    func bad() throws {
        let peer = try StoragePeer()
        let files = try ObjectFiles(count: 3)
        let shipments = try files.shipments
        try FileManager.default.removeItem(atPath: files.paths[0])
        let log = try send(shipments, to: peer)
        guard case .failed(.unreadable) = log.deliveries.first else {
            Issue.record("\(log.deliveries)")
            return
        }
        #expect(log.deliveries.dropFirst() == [.stored, .stored])
        #expect(try peer.received().count == 2)
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: files.paths[1])))
        while let place = bytes.firstRange(of: Array("1.2.840.10008.5.1.4.1.1.".utf8)) {
            bytes.replaceSubrange(place, with: Array("1.2.840.10008.5.1.4.1.01".utf8))
        }
        try Data(bytes).write(to: URL(filePath: files.paths[1]))
        #expect(throws: DICOMProblem.self) { try Shipment(path: files.paths[1], limit: 0) }
    }

    private struct Log {
        var paths: [String] = []
        var deliveries: [Delivery] = []
    }

    private func send(
        _ files: ObjectFiles, to peer: StoragePeer, attempts: Int = 200
    ) throws -> Log {
        try send(files.shipments, to: peer, attempts: attempts)
    }

    private func send(
        _ shipments: [Shipment], to peer: StoragePeer, attempts: Int = 200
    ) throws -> Log {
        var sender = Sender(to: DICOMPeer(title: "STORE", host: "127.0.0.1", port: peer.port))
        sender.attempts = attempts
        sender.firstPause = 0.1
        sender.longestPause = 0.1
        sender.timeout = 5
        var log = Log()
        sender.send(shipments) { file, delivery in
            log.paths.append(file.path)
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
            let file = folder.appending(path: object.kind.rawValue + ".dcm")
            try Data(object.bytes).write(to: file)
            return file.path
        }
        identifiers = Set(objects.map(\.sopInstanceUID))
        self.folder = folder
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var shipments: [Shipment] {
        get throws { try paths.map { try Shipment(path: $0, limit: 0) } }
    }
}

/// A storage service of DCMTK's on a port of its own.
private final class StoragePeer {
    static let program = "/usr/bin/storescp"
    let port: UInt16
    private let folder: URL
    private let process = Process()

    init(options: [String] = [], delay: Double = 0) throws {
        port = try Self.freePort()
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

    /// A port that was free a moment ago: the system gives every asker another one.
    private static func freePort() throws -> UInt16 {
        let port = try python("s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
        return try #require(UInt16(port.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Takes a connection and drops it.
    func waitUntilItListens() throws {
        let attempt = """
            import time
            for _ in range(600):
                if s.connect_ex(('127.0.0.1', \(port))) == 0: print('open'); break
                s.close(); s = socket.socket(); time.sleep(0.05)
            """
        #expect(try Self.python(attempt) == "open\n")
    }

    private static func python(_ text: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", "import socket\ns = socket.socket()\n" + text]
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
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
