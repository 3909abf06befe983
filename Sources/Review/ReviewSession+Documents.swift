import JSON
import Reporting
import StudyModel

// What the page is told. Names of inputs are in the answers, never in addresses.

extension ReviewSession {
    /// The work list: studies in reading order, and inputs that have no frame.
    package func listDocument() -> JSONValue {
        .object([
            "reader": .string(options.reader),
            "blind": .boolean(options.isBlind),
            "studies": .array(readingOrder.map(studySummary)),
            "settled": .array(
                plan.settled.map { record in
                    .object([
                        "input": .string(record.source.input),
                        "status": .string(record.status.rawValue),
                        "reason": record.reason?.json ?? .null,
                    ])
                }),
        ])
    }

    private var readingOrder: [Int] {
        ReadingOrder(seed: options.orderSeed, reader: options.reader)
            .order(of: plan.studies.map(\.folder))
    }

    private func studySummary(_ study: Int) -> JSONValue {
        let addresses = inputs[study].indices.flatMap { input in
            self.addresses(study: study, input: input)
        }
        let records = addresses.compactMap(knownRecord)
        let readings = addresses.map(reading)
        return .object([
            "study": .integer(study),
            "inputs": .strings(inputs[study].map(\.name)),
            "frames": .integer(addresses.count),
            "worked": .integer(records.count),
            "measured": .integer(records.count { $0.status == .measured }),
            "status": .optional(
                Self.status(of: records, isComplete: records.count == addresses.count)),
            "reasons": .strings(Set(records.compactMap { $0.reason?.code }).sorted()),
            "flags": .strings(Self.flags(of: records)),
            "read": .integer(readings.count(where: \.isRead)),
            "changed": .integer(readings.count { !$0.seeds.isEmpty }),
            "rejected": .integer(readings.count { $0.verdict == .rejected }),
            "comments": .integer(readings.count { !$0.comment.isEmpty }),
        ])
    }

    /// The best of the frames; `nil` while it may still get better.
    private static func status(of records: [ItemRecord], isComplete: Bool) -> String? {
        let found = Set(records.map(\.status))
        if found.contains(.measured) { return ItemStatus.measured.rawValue }
        return isComplete ? ItemStatus.allCases.first(where: found.contains)?.rawValue : nil
    }

    private static func flags(of records: [ItemRecord]) -> [String] {
        var flags = Set<QualityFlag>()
        for record in records {
            flags.formUnion(record.flags)
            for nerve in record.nerves { flags.formUnion(nerve.flags) }
        }
        return QualityFlag.allCases.filter { flags.contains($0) && $0.lowersTrust }
            .map(\.rawValue)
    }

    /// A study: its inputs, and what is known of their frames.
    package func studyDocument(_ study: Int) -> JSONValue {
        let history = book.studies[study]
        return .object([
            "study": .integer(study),
            "version": .integer(history.version),
            "can_undo": .boolean(history.canUndo),
            "can_redo": .boolean(history.canRedo),
            "inputs": .array(
                inputs[study].indices.map { inputDocument(study: study, input: $0) }),
        ])
    }

    private func inputDocument(study: Int, input: Int) -> JSONValue {
        let addresses = self.addresses(study: study, input: input)
        return .object([
            "input": .string(inputs[study][input].name),
            "is_series": .boolean(inputs[study][input].series != nil),
            "frames": .array(addresses.map(frameSummary)),
        ])
    }

    /// One point of the curve of a cine.
    private func frameSummary(_ address: FrameAddress) -> JSONValue {
        let reading = reading(at: address)
        let record = knownRecord(at: address)
        return .object([
            "status": .optional(record?.status.rawValue),
            "automatic": options.isBlind ? .null : area(automatic[address]),
            "area": area(record),
            "provenance": .optional(record?.nerves.first?.provenance.rawValue),
            "verdict": .optional(reading.verdict?.rawValue),
            "changed": .boolean(!reading.seeds.isEmpty),
        ])
    }

    /// In mm², or in pixels where there is no scale.
    private func area(_ record: ItemRecord?) -> JSONValue {
        guard let nerve = record?.nerves.first else { return .null }
        let kind =
            nerve.quantities[.crossSectionalArea] == nil
            ? QuantityKind.areaInPixels : .crossSectionalArea
        return .object([
            "value": .decimal(nerve.quantities[kind]?.value, decimals: kind.unit.decimals),
            "unit": .string(kind.unit.rawValue),
        ])
    }

    /// A frame: results, the reader's words, and the version that an edit must name.
    package func frameDocument(at address: FrameAddress) -> JSONValue {
        let history = book.studies[address.study]
        let reading = reading(at: address)
        let target = target(address)
        let size = try? desk.frame(at: address).luminance.size
        return .object([
            "study": .integer(address.study), "input": .integer(address.input),
            "frame": .integer(address.frame),
            "version": .integer(history.version),
            "can_undo": .boolean(history.canUndo),
            "can_redo": .boolean(history.canRedo),
            "columns": .optional(size?.columns),
            "rows": .optional(size?.rows),
            "automatic": options.isBlind ? .null : automaticRecord(at: address).json,
            "input_name": .string(target.input),
            "current": isHidden(address) ? .null : currentRecord(at: address).json,
            "seeded": reading.searched.isEmpty || isSlice(address)
                ? .null
                : desk.record(
                    at: address, seeds: reading.searched, statement: statement(at: address)
                ).json,
            "seeds": .array(reading.seeds.map { ReadingFile.json($0, target) }),
            "verdict": .optional(reading.verdict?.rawValue),
            "comment": .string(reading.comment),
            "statement": statementDocument(address),
            "summary": frameSummary(address),
        ])
    }

    private func statementDocument(_ address: FrameAddress) -> JSONValue {
        let statement = statement(at: address)
        return .object([
            "side": .optional(statement.side?.rawValue),
            "level": .optional(
                (book.studies[address.study].present.levels[target(address)]?.first
                    ?? statement.level)?.rawValue),
            "spacing": statement.spacing.map(ReadingFile.json) ?? .null,
        ])
    }
}
