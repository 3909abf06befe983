import Foundation
import Pipeline
import SystemWords

/// Takes in the DICOM files that are put into a folder: each is stored as a received object is, then
/// removed. What is refused stays and is called `NAME.refused`.
struct WatchedFolder: Sendable {
    let folder: URL
    let store: ObjectStore
    /// A file that was not written to for so many seconds is whole.
    let quietSeconds: Double
    let cancellation: Cancellation
    let isStored: @Sendable (_ study: String) -> Void
    let report: @Sendable (ServiceEvent) -> Void

    private static let refused = ".refused"

    /// Until the service is to stop.
    func run() {
        while !cancellation.isRequested {
            for file in wholeFiles where !cancellation.isRequested { take(file) }
            Thread.sleep(forTimeInterval: 0.5)
        }
    }

    private var wholeFiles: [URL] {
        let keys: [URLResourceKey] = [.isRegularFileKey, .contentModificationDateKey]
        let files = FileManager.default.enumerator(
            at: folder, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
        var found: [URL] = []
        while let file = files?.nextObject() as? URL {
            guard !file.lastPathComponent.hasSuffix(Self.refused),
                let values = try? file.resourceValues(forKeys: Set(keys)),
                values.isRegularFile == true, let date = values.contentModificationDate,
                -date.timeIntervalSinceNow >= quietSeconds
            else { continue }
            found.append(file)
        }
        return found.sorted { $0.path < $1.path }
    }

    private func take(_ file: URL) {
        let origin = "the watched folder"
        do throws(ObjectRefusal) {
            if case .stored(let study) = try store.finish(arrival(of: file)) { isStored(study) }
            try? FileManager.default.removeItem(at: file)
        } catch {
            report(.refused(origin: origin, error))
            if error.mayPass { return Thread.sleep(forTimeInterval: 5) }
            let place = file.deletingLastPathComponent()
                .appending(path: file.lastPathComponent + Self.refused)
            try? FileManager.default.moveItem(at: file, to: place)
        }
    }

    private func arrival(of file: URL) throws(ObjectRefusal) -> ObjectStore.Arrival {
        var arrival = try store.begin()
        do {
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
                guard arrival.append(Array(piece), limit: store.limits.objectBytes) else { break }
            }
        } catch {
            throw .malformed(.damaged(detail: SystemWords.reason(error)))
        }
        return arrival
    }
}
