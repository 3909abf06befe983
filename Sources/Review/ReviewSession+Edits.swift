import Geometry
import Ingesting
import JSON
import Pipeline
import Reporting
import StudyModel

extension ReviewSession {
    /// Takes an edit, measures again and keeps it in the file of the reader.
    ///
    /// - Returns: the frame as it is now; after undo and redo, the first frame that they changed.
    /// - Throws: `RequestProblem`; nothing is changed then, except that an edit which cannot be written
    ///   stays in memory and is written with the next one.
    package func take(_ request: EditRequest) throws(RequestProblem) -> JSONValue {
        guard has(request.address) else { throw .noSuchFrame }
        background?.giveWay()
        let before = book.studies[request.address.study]
        guard before.version == request.version else {
            throw .conflict(now: frameDocument(at: request.address))
        }
        do throws(EditProblem) {
            try apply(request.edit, at: request.address)
        } catch {
            throw .edit(error)
        }
        refresh(study: request.address.study, since: before.present)
        try keep()
        return frameDocument(at: changedFrame(since: before.present, request) ?? request.address)
    }

    /// Of the input that was edited, or else of another one; `nil` when the frame that was edited is
    /// among those that changed, or none is.
    private func changedFrame(
        since before: StudyReading, _ request: EditRequest
    ) -> FrameAddress? {
        let study = request.address.study
        let after = book.studies[study].present
        func isChanged(_ address: FrameAddress) -> Bool {
            before[frame: target(address)] != after[frame: target(address)]
        }
        guard request.edit == .undo || request.edit == .redo, !isChanged(request.address)
        else { return nil }
        return inputs[study].indices.lazy
            .flatMap { self.addresses(study: study, input: $0) }.first(where: isChanged)
    }

    /// Adds to the time spent on a frame.
    package func spend(_ seconds: Double, at address: FrameAddress) throws(RequestProblem) {
        guard has(address) else { throw .noSuchFrame }
        book.spend(min(seconds, Self.longestLook), on: target(address))
        try keep()
    }

    /// Longer looks are pauses.
    private static let longestLook = 300.0

    private func keep() throws(RequestProblem) {
        do throws(ReviewError) {
            try store.write(ReadingFile.json(of: book, outcomes: outcomes))
        } catch {
            throw .store(error)
        }
    }

    private func apply(_ edit: Edit, at address: FrameAddress) throws(EditProblem) {
        switch edit {
        case .undo:
            try book.change(address.study) { history throws(EditProblem) in
                guard history.undo() else { throw .nothingToUndo }
            }
        case .redo:
            try book.change(address.study) { history throws(EditProblem) in
                guard history.redo() else { throw .nothingToRedo }
            }
        case .level(let level) where isSlice(address):
            var reading = book.studies[address.study].present
            reading.levels[target(address)] = level.map { [$0] }
            try book.change(address.study) { $0.take(reading) }
        case .side, .spacing, .ruler, .propagate:
            guard !isSlice(address) else { throw .settledByGeometry }
            try applyStatement(edit, at: address)
        case .level: try applyStatement(edit, at: address)
        default: try applyToFrame(edit, at: address)
        }
    }

    private func applyStatement(_ edit: Edit, at address: FrameAddress) throws(EditProblem) {
        switch edit {
        case .side, .level, .spacing, .ruler:
            var reading = book.studies[address.study].present
            try state(edit, in: &reading[input: inputName(address)])
            try book.change(address.study) { $0.take(reading) }
        default: try applyToFrame(edit, at: address)
        }
    }

    private func applyToFrame(_ edit: Edit, at address: FrameAddress) throws(EditProblem) {
        if isSlice(address), edit.isMeasured {
            do throws(SeriesProblem) { _ = try seenSeries(SeriesShelf.Key(address)) } catch {
                throw .seriesNotReady(error.message)
            }
        }
        var reading = book.studies[address.study].present
        reading[frame: target(address)] = try changed(
            reading[frame: target(address)], by: edit, at: address)
        try book.change(address.study) { $0.take(reading) }
    }

    private func state(
        _ edit: Edit, in statement: inout InputStatement
    ) throws(EditProblem) {
        switch edit {
        case .side(let side): statement.side = side
        case .level(let level): statement.level = level
        case .spacing(let spacing):
            statement.spacing = try spacing.map(EditRules.checked)
        case .ruler(let from, let to, let millimetres):
            statement.spacing = try EditRules.spacing(from, to, millimetres: millimetres)
        default: break
        }
    }

    private func changed(
        _ reading: FrameReading, by edit: Edit, at address: FrameAddress
    ) throws(EditProblem) -> FrameReading {
        switch edit {
        case .search(let seed, let adds) where isSlice(address):
            return try EditRules.pathPoint(seed, adds: adds, in: reading, sight(at: address))
        case .search(let seed, let adds):
            return try EditRules.search(seed, adds: adds, in: reading, sight(at: address))
        case .outline(let outline, let rank):
            return try EditRules.outline(
                outline, replacing: rank, in: reading, sight(at: address))
        case .remove(let rank):
            return try EditRules.remove(rank: rank, in: reading, sight(at: address))
        case .noNerve: return EditRules.replacing([.noNerve], in: reading)
        case .automatic: return EditRules.replacing([], in: reading)
        case .propagate(let number):
            return EditRules.replacing(try propagated(from: number, to: address), in: reading)
        case .verdict(let verdict):
            guard !options.isBlind || verdict != .accepted || !reading.seeds.isEmpty else {
                throw .nothingToAccept
            }
            var reading = reading
            reading.verdict = verdict
            return reading
        case .comment(let text): return try EditRules.comment(text, in: reading)
        case .side, .level, .spacing, .ruler, .undo, .redo: return reading
        }
    }

    private func sight(at address: FrameAddress) throws(EditProblem) -> EditRules.Sight {
        let record = currentRecord(at: address)
        guard let columns = record.columns, let rows = record.rows,
            let bounds = PixelBox(column: 0, row: 0, columns: columns, rows: rows)
        else { throw .outside(what: "every point", extent: "0 × 0") }
        return EditRules.Sight(bounds: bounds, nerves: shownNerves(at: address))
    }

    /// Forgets results that no longer hold, and works out those that the file keeps.
    private func refresh(study: Int, since before: StudyReading) {
        let after = book.studies[study].present
        for input in inputs[study].indices where inputs[study][input].series != nil {
            refreshSeries(study: study, input: input, before, after)
        }
        for input in inputs[study].indices where inputs[study][input].series == nil {
            let name = inputs[study][input].name
            let isRestated = before[input: name] != after[input: name]
            for address in addresses(study: study, input: input) {
                let target = target(address)
                if isRestated { automatic[address] = nil }
                let isChanged = before[frame: target] != after[frame: target]
                guard isRestated || isChanged else { continue }
                if isRestated || before[frame: target].seeds != after[frame: target].seeds {
                    read[address] = nil
                }
                outcomes[target] =
                    after[frame: target].isEmpty
                    ? nil : ReadOutcome(currentRecord(at: address))
            }
            if isRestated { lookAgain(study: study, input: input) }
        }
    }

    private func lookAgain(study: Int, input: Int) {
        background?.request(orders(study: study, input: input), isUrgent: true)
    }

    /// A seed in one slice may change what every slice of the series is measured as.
    private func refreshSeries(
        study: Int, input: Int, _ before: StudyReading, _ after: StudyReading
    ) {
        let targets = inputs[study][input].frames
        let isGuidedAnew = targets.contains { target in
            before[frame: target].seeds != after[frame: target].seeds
                || before.levels[target] != after.levels[target]
        }
        let first = FrameAddress(study: study, input: input, frame: 1)
        if isGuidedAnew { shelf.keep(nil, of: SeriesShelf.Key(first)) }
        for address in addresses(study: study, input: input) {
            let target = target(address)
            guard isGuidedAnew || before[frame: target] != after[frame: target] else { continue }
            outcomes[target] =
                after[frame: target].isEmpty ? nil : ReadOutcome(currentRecord(at: address))
        }
    }
}
