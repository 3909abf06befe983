import DICOMFiles
import Foundation
import Pipeline

/// Why the service cannot start.
package enum ServiceError: Error, Sendable {
    case folder(WriteError)
    /// Another service works in the folder.
    case inUse
    case measuring(BatchError)
    case listening(address: String, port: UInt16, ReceptionError)

    package var message: String {
        switch self {
        case .folder(.occupied(let path)):
            "\(path) holds files of another origin; choose an empty or new folder"
        case .folder(.cannotCreate(let path, let reason)),
            .folder(.cannotWrite(let path, let reason)):
            "\(path) cannot be written (\(reason)); choose another folder"
        case .inUse: "another service works in the folder; end it first, or choose another folder"
        case .measuring(let error): error.message
        case .listening(let address, let port, let error):
            "\(address):\(port): the service \(error.message); choose another --bind or --port"
        }
    }
}

/// Stores studies that come by association or in a folder, measures each once it is quiet, and delivers
/// the results.
package final class Service {
    private let options: ServiceOptions
    private let spool: Spool
    private let lock: FolderLock
    private let listener: DICOMListener?
    private let studies = DueList()
    private let deliveries = DueList()
    private let report: @Sendable (ServiceEvent) -> Void

    /// - Parameter report: told what happens, by any thread, one event at a time.
    package init(
        _ options: ServiceOptions, report: @escaping @Sendable (ServiceEvent) -> Void
    ) throws(ServiceError) {
        self.options = options
        self.report = report
        do throws(WriteError) { spool = try Spool(options.folder) } catch { throw .folder(error) }
        guard let lock = FolderLock(options.folder) else { throw .inUse }
        self.lock = lock
        do throws(BatchError) {
            try Batch.check(options.measuring)
        } catch {
            throw .measuring(error)
        }
        guard let port = options.port else {
            listener = nil
            return
        }
        do throws(ReceptionError) {
            listener = try DICOMListener(address: options.address, port: port)
        } catch {
            throw .listening(address: options.address, port: port, error)
        }
    }

    /// Works until `cancellation` is requested, and then ends what is in hand.
    package func run(_ cancellation: Cancellation) {
        resume()
        var tasks: [@Sendable () -> Void] = []
        let worker = StudyWorker(
            spool: spool, options: options, studies: studies, deliveries: deliveries,
            cancellation: cancellation, report: report)
        for _ in 0..<max(1, options.jobs) { tasks.append { worker.run() } }
        if let peer = options.destination {
            let courier = Courier(
                spool: spool, options: options, peer: peer, deliveries: deliveries,
                cancellation: cancellation, report: report)
            let keeper = Keeper(
                spool: spool, hours: options.limits.keepHours, cancellation: cancellation)
            tasks += [{ courier.run() }, { keeper.run() }]
        }
        tasks += entrances(cancellation)
        WorkerThreads.runAll(tasks)
    }

    private func entrances(_ cancellation: Cancellation) -> [@Sendable () -> Void] {
        let store = ObjectStore(spool: spool, limits: options.limits)
        let isStored: @Sendable (String) -> Void = { [studies, options] key in
            studies.set(key, after: options.quietSeconds)
        }
        var tasks: [@Sendable () -> Void] = []
        if let listener {
            let reception = Reception(
                listener: listener, options: options, store: store, cancellation: cancellation,
                isStored: isStored, report: report)
            report(
                .listens(title: options.title, address: options.address, port: listener.port))
            tasks.append { reception.run() }
        }
        if let folder = options.watched {
            let watched = WatchedFolder(
                folder: folder, store: store, quietSeconds: min(5, options.quietSeconds),
                cancellation: cancellation, isStored: isStored, report: report)
            tasks.append { watched.run() }
        }
        return tasks
    }

    /// What an earlier process left: every study is looked at once more.
    private func resume() {
        for key in spool.studies {
            guard let arrival = spool.arrival(of: key) else { continue }
            studies.set(key, after: options.quietSeconds + arrival.newest.timeIntervalSinceNow)
        }
    }
}

/// Clears away objects and results of studies that were delivered or gave nothing.
private struct Keeper: Sendable {
    let spool: Spool
    let hours: Double
    let cancellation: Cancellation

    func run() {
        var next = ContinuousClock.now
        while !cancellation.isRequested {
            if next <= .now {
                for key in spool.studies where !cancellation.isRequested { clear(key) }
                next = .now + .seconds(min(600, max(1, hours * 1800)))
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    private func clear(_ key: String) {
        guard let arrival = spool.arrival(of: key),
            -arrival.newest.timeIntervalSinceNow > hours * 3600,
            case .success(let state)? = spool.state(of: key),
            state.phase == .delivered || state.phase == .nothing,
            state.signature == arrival.signature
        else { return }
        try? FileManager.default.removeItem(at: spool.objects(of: key))
        try? FileManager.default.removeItem(at: spool.results(of: key))
    }
}
