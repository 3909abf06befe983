import Geometry
import Ingesting
import JSON
import Reporting
import StudyModel

/// The file of one reader: a seed file, with what the reader said besides.
///
/// `measure --seeds` takes it as it is. `readings` holds a member per frame that the reader judged,
/// commented or changed.
enum ReadingFile {
    static let schemaVersion = "1.1"

    static func name(of reader: String) -> String { "\(reader).seeds.json" }

    static func json(
        of book: ReadingBook, outcomes: [SeedFile.Target: ReadOutcome]
    ) -> JSONValue {
        let said = book.said
        let targets = Set(said.frames.keys).union(book.seconds.keys).sorted(by: precedes)
        return .object([
            "schema_version": .string(schemaVersion),
            "reader": .string(book.reader),
            "seeds": .array(
                targets.flatMap { target in said[frame: target].seeds.map { json($0, target) } }),
            "inputs": .array(
                said.inputs.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                    .map { json($0.value, input: $0.key) }),
            "levels": .array(
                said.levels.keys.sorted(by: precedes).map { target in
                    .object([
                        "input": .string(target.input), "frame": .integer(target.number),
                        "levels": .strings((said.levels[target] ?? []).map(\.rawValue)),
                    ])
                }),
            "readings": .array(
                targets.map { target in
                    json(
                        said[frame: target], target, seconds: book.seconds[target] ?? 0,
                        outcomes[target])
                }),
        ])
    }

    private static func precedes(_ left: SeedFile.Target, _ right: SeedFile.Target) -> Bool {
        left.input == right.input
            ? left.number < right.number
            : left.input.utf8.lexicographicallyPrecedes(right.input.utf8)
    }

    private static func json(
        _ reading: FrameReading, _ target: SeedFile.Target, seconds: Double,
        _ outcome: ReadOutcome?
    ) -> JSONValue {
        var members = outcome?.members ?? [:]
        members["input"] = .string(target.input)
        members["frame"] = .integer(target.number)
        members["verdict"] = .optional(reading.verdict?.rawValue)
        members["comment"] = .optional(reading.comment.isEmpty ? nil : reading.comment)
        members["changed"] = .boolean(!reading.seeds.isEmpty)
        members["seconds"] = .decimal(seconds, decimals: 1)
        return .object(members)
    }

    /// What is not stated is left out.
    private static func json(_ statement: InputStatement, input: String) -> JSONValue {
        var members = ["input": JSONValue.string(input)]
        members["side"] = (statement.side?.rawValue).map(JSONValue.string)
        members["level"] = (statement.level?.rawValue).map(JSONValue.string)
        members["pixel_spacing_mm"] = statement.spacing.map(json)
        return .object(members)
    }

    /// Shortest text that reads back as the same numbers.
    static func json(_ spacing: StatedSpacing) -> JSONValue {
        .array([.number("\(spacing.betweenRows)"), .number("\(spacing.betweenColumns)")])
    }
}

extension ReadingFile {
    /// One statement of `seeds`.
    static func json(_ seed: Seed, _ target: SeedFile.Target) -> JSONValue {
        var members: [String: JSONValue] = [
            "input": .string(target.input), "frame": .integer(target.number),
        ]
        switch seed {
        case .point(let point):
            members["point"] = .object([
                "column": decimal(point.column), "row": decimal(point.row),
            ])
        case .box(let box):
            members["box"] = .object([
                "column": .integer(box.column), "row": .integer(box.row),
                "columns": .integer(box.columns), "rows": .integer(box.rows),
            ])
        case .outline(let outline):
            members["outline"] = .array(
                outline.vertices.map { .array([decimal($0.column), decimal($0.row)]) })
        case .mask: preconditionFailure("review makes no masks")
        case .noNerve: members["no_nerve"] = .boolean(true)
        }
        return .object(members)
    }

    private static func decimal(_ value: Double) -> JSONValue {
        .decimal(value, decimals: EditRules.decimals)
    }

    /// What the file of an earlier session says.
    ///
    /// - Throws: `ReviewError` when it was not written by `review`, or names masks.
    static func read(_ path: String, _ bytes: [UInt8]) throws(ReviewError) -> ReadingBook.SaidBefore
    {
        do {
            let seeds = try SeedFile(path: path)
            guard seeds.files.count == 1 else { throw ReviewError.namesMasks(file: name(path)) }
            var said = ReadingBook.SaidBefore()
            said.reading.inputs = seeds.inputs
            said.reading.levels = seeds.levels
            for (target, seeds) in seeds.seedsWithoutMasks {
                said.reading[frame: target].seeds = seeds
            }
            let file = try JSONObject(parsing: bytes)
            guard file.value("readings") != nil else { return said }
            for object in try file.objects("readings") {
                try read(object, into: &said)
            }
            return said
        } catch let error as ReviewError {
            throw error
        } catch let error as IngestError {
            throw .unreadable(error.message)
        } catch let problem as JSONProblem {
            throw .unreadable("the reading file \(name(path)) \(problem.message)")
        } catch {
            throw .unreadable("the reading file \(name(path)) cannot be read")
        }
    }

    private static func read(
        _ object: JSONObject, into said: inout ReadingBook.SaidBefore
    ) throws(JSONProblem) {
        let target = SeedFile.Target(
            input: try object.required("input", object.text("input")),
            number: try object.integer("frame", in: 1...(1 << 31)) ?? 1)
        said.reading[frame: target].verdict = try object.word("verdict")
        said.reading[frame: target].comment = try object.string("comment") ?? ""
        said.outcomes[target] = ReadOutcome(keptIn: object)
        said.seconds[target] = try object.double("seconds").flatMap { $0 > 0 ? $0 : nil }
    }

    private static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
