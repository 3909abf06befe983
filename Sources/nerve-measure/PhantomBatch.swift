import ArgumentParser
import Exporting
import Foundation

/// Which seeds a phantom command writes, and where.
struct PhantomBatch: ParsableArguments {
    @Option(help: "First seed; one phantom per seed.")
    var seed: UInt64 = 1

    @Option(help: "How many phantoms.")
    var count = 1

    @Option(name: [.short, .customLong("output")], help: "Folder.", completion: .directory)
    var output: String

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count is \(count); 1 or more is needed.") }
    }

    /// - Throws: the exit status, after the reason was printed.
    func forEachSeed(_ write: (UInt64) throws(PhantomWriteError) -> Void) throws {
        for offset in 0..<UInt64(count) {
            do throws(PhantomWriteError) {
                try write(seed &+ offset)
            } catch {
                throw Self.failure(error)
            }
        }
    }

    /// As it stands in names of files.
    static func number(_ seed: UInt64) -> String { PhantomWriter.padded(seed, to: 5) }

    /// Says what went wrong and gives the exit status.
    static func failure(_ error: PhantomWriteError) -> any Error {
        FileHandle.standardError.write(Data("error: \(error.message).\n".utf8))
        switch error {
        case .phantom: return ExitStatus.usage.code
        case .codec, .dicom: return ExitStatus.internalError.code
        case .cannotWrite: return ExitStatus.cannotWrite.code
        }
    }
}
