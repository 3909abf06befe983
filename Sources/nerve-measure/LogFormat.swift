import ArgumentParser
import Foundation
import Logging

/// `--log-format`: how messages on standard error look.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// Writes one line per message to standard error; results never go there, logs nowhere else.
struct StandardErrorLog: LogHandler {
    let format: LogFormat
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let line =
            switch format {
            case .text: "\(event.level): \(event.message)"
            case .json:
                Self.jsonLine(
                    level: event.level, message: event.message.description,
                    fields: (event.metadata ?? [:]).mapValues(\.description))
            }
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }

    /// - Parameter fields: what a program may want apart from the sentence, such as the file.
    static func jsonLine(
        level: Logger.Level, message: String, fields: [String: String] = [:]
    ) -> String {
        let object = fields.merging(["level": level.rawValue, "message": message]) { $1 }
        let data = try? JSONSerialization.data(
            withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
