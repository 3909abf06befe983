import Dispatch
import Foundation
import Logging
import Pipeline
import Review
import ReviewServer
import Synchronization
import SystemWords

/// Serves a review until it is ended by a signal.
struct ReviewRun {
    let logging: LoggingOptions
    let opensBrowser: Bool
    let port: UInt16

    /// - Throws: the exit code, when it is not 0.
    func run(inputs: [String], options: PipelineOptions, review: ReviewOptions) throws {
        let log = logging.makeLogger()
        let session = try session(log, inputs: inputs, options: options, review: review)
        let ending = Ending()
        let task = Task.detached { [self] in
            let isGood = await serve(session, log: log)
            await session.end()
            ending.come(isGood)
        }
        let signals = SignalHandling { task.cancel() }
        defer { withExtendedLifetime(signals) {} }
        if !ending.wait() { throw ExitStatus.usage.code }
    }

    /// Lets the main thread wait for a task.
    private final class Ending: Sendable {
        private let isGood = Mutex(false)
        private let hasCome = DispatchSemaphore(value: 0)

        func come(_ isGood: Bool) {
            self.isGood.withLock { $0 = isGood }
            hasCome.signal()
        }

        func wait() -> Bool {
            hasCome.wait()
            return isGood.withLock { $0 }
        }
    }

    private func session(
        _ log: Logger, inputs: [String], options: PipelineOptions, review: ReviewOptions
    ) throws -> ReviewSession {
        do throws(ReviewError) {
            let work: FrameWork
            do throws(BatchError) {
                work = try FrameWork(inputs: inputs, options: options)
            } catch {
                throw .batch(error)
            }
            return try ReviewSession(work: work, options: review)
        } catch {
            log.error("\(error.message)")
            throw ExitStatus(of: error).code
        }
    }

    /// - Returns: whether it was ended on purpose.
    private func serve(_ session: ReviewSession, log: Logger) async -> Bool {
        do {
            await session.begin()
            let server = try ReviewServer(session: session, port: port)
            try await server.run { address in
                // The address is the result of the command: scripts read it.
                FileHandle.standardOutput.write(Data((address + "\n").utf8))
                log.info("the page is open until Control-C")
                if opensBrowser { Browser.open(address) }
            }
        } catch {
            guard !Task.isCancelled else { return true }
            let isTaken = (error as? POSIXError)?.code == .EADDRINUSE
            let reason = isTaken ? "another program uses it" : SystemWords.reason(error)
            log.error("127.0.0.1:\(port) cannot be used (\(reason)); choose another --port")
            return false
        }
        return true
    }
}
