import ArgumentParser
import Foundation

/// How many studies are worked on at once.
enum JobCount {
    /// - Throws: `ValidationError` for a count below 1.
    static func validate(_ jobs: Int?) throws {
        if let jobs, jobs < 1 {
            throw ValidationError("--jobs is \(jobs); at least 1 is needed.")
        }
    }

    /// SLURM_CPUS_PER_TASK, else the processors that this process may use: never the machine's
    /// count, which a batch system may have divided.
    static func automatic(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        processStatus: String? = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    ) -> Int {
        if let text = environment["SLURM_CPUS_PER_TASK"], let count = Int(text), count > 0 {
            return count
        }
        return processStatus.flatMap(allowedProcessors) ?? 1
    }

    /// The size of the affinity mask in the text of proc(5) status, such as `0-3,8`.
    private static func allowedProcessors(in status: String) -> Int? {
        let key = "Cpus_allowed_list:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) })
        else { return nil }
        let ranges = line.dropFirst(key.count).split(separator: ",").map { part in
            part.split(separator: "-").compactMap { Int($0.filter(\.isNumber)) }
        }
        let count = ranges.reduce(0) { sum, ends in
            guard let first = ends.first, let last = ends.last else { return sum }
            return sum + last - first + 1
        }
        return count > 0 ? count : nil
    }
}
