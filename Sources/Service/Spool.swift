import Digest
import Foundation
import Pipeline

/// The folder of the service:
///
///     service.json                        marks the folder as one of ours
///     lock                                held by the process that works in it
///     incoming/                           objects on their way
///     studies/<32 digits>/objects/*.dcm   the objects of a study
///     studies/<32 digits>/state.json      how far it is
///     studies/<32 digits>/results/        what `measure` writes
///     studies/<32 digits>/delivered.tsv   which results are at the destination
struct Spool: Sendable {
    let root: OutputFolder

    static let marker = "service.json"

    /// - Throws: `WriteError` also for a folder that holds something else.
    init(_ folder: URL) throws(WriteError) {
        root = try OutputFolder(root: folder, marker: Self.marker)
        try root.writeForGood(
            #"{"schema_version": "1.0", "tool": "nerve-measure"}"#, to: Self.marker)
        for name in ["incoming", "studies"] {
            PartialFile.removeLeftovers(in: folder.appending(path: name), recursively: true)
        }
    }

    func key(ofStudy uid: String) -> String {
        String(SHA256Digest(of: uid).hexadecimal.prefix(32))
    }

    func folder(of key: String) -> URL { root.root.appending(path: "studies/\(key)") }

    func objects(of key: String) -> URL { folder(of: key).appending(path: "objects") }

    func results(of key: String) -> URL { folder(of: key).appending(path: "results") }

    func deliveryRecord(of key: String) -> URL { folder(of: key).appending(path: "delivered.tsv") }

    /// Makes the folder.
    func place(of identity: ObjectIdentity) throws(WriteError) -> URL {
        let folder = objects(of: key(ofStudy: identity.study))
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotCreate(path: "studies", reason: "\(error)")
        }
        let name = SHA256Digest(of: identity.instance).hexadecimal.prefix(32)
        return folder.appending(path: name + ".dcm")
    }

    /// Keys of all studies.
    var studies: [String] {
        let path = root.root.appending(path: "studies").path
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
            .filter { $0.count == 32 }.sorted()
    }

    /// Whether so many bytes and more are free.
    func hasSpace(_ bytes: Int) -> Bool {
        let values = try? FileManager.default.attributesOfFileSystem(forPath: root.root.path)
        guard let free = values?[.systemFreeSize] as? NSNumber else { return true }
        return free.int64Value >= bytes
    }

    /// Objects of a study: how many there are and when the newest came; `nil` without any.
    func arrival(of key: String) -> (signature: String, newest: Date)? {
        let folder = objects(of: key)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let dates = names.filter { $0.hasSuffix(".dcm") }.compactMap { name in
            (try? FileManager.default.attributesOfItem(
                atPath: folder.appending(path: name).path))?[.modificationDate] as? Date
        }
        guard let newest = dates.max() else { return nil }
        return ("\(dates.count) \(newest.timeIntervalSinceReferenceDate)", newest)
    }

    /// Of the names and contents of all objects of a study.
    func content(of key: String) throws -> String {
        let folder = objects(of: key)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".dcm") }.sorted()
        let lines = try names.map { name in
            name + " " + (try SHA256Digest(ofFile: folder.appending(path: name).path)).hexadecimal
        }
        return SHA256Digest(of: lines.joined(separator: "\n")).hexadecimal
    }
}
