import Anatomy
import Ingesting
import Pipeline
import Reformatting
import Reporting
import StudyModel

// MR series: a seed in one slice changes the path through all of them.

extension ReviewSession {
    func isSlice(_ address: FrameAddress) -> Bool {
        inputs[address.study][address.input].series != nil
    }

    /// Whether the reader said anything that the series is measured by.
    func isGuided(_ address: FrameAddress) -> Bool {
        let given = given(SeriesShelf.Key(address))
        return !given.seeds.isEmpty || !given.levels.isEmpty
    }

    /// What the reader states of a series, by slice; levels of a slice before those of its file.
    private func given(
        _ key: SeriesShelf.Key
    ) -> (seeds: [Int: [Seed]], levels: [Int: [GlutealLevel]]) {
        let present = book.studies[key.study].present
        var seeds: [Int: [Seed]] = [:]
        var levels: [Int: [GlutealLevel]] = [:]
        for (slice, target) in inputs[key.study][key.input].frames.enumerated() {
            let stated = present[frame: target].seeds
            if !stated.isEmpty { seeds[slice] = stated }
            levels[slice] =
                present.levels[target] ?? present[input: target.input].level.map { [$0] }
        }
        return (seeds, levels)
    }

    /// Takes what was seen of a series and works out what it is without help.
    func take(_ series: Result<SeriesBench.Seen, SeriesProblem>, at address: FrameAddress) {
        let key = SeriesShelf.Key(address)
        shelf.insert(series, at: key)
        guard automatic[address] == nil, let plan = inputs[key.study][key.input].series else {
            return
        }
        let study = self.plan.studies[key.study]
        let records: [ItemRecord]
        do throws(SeriesProblem) {
            records =
                try desk.seriesBench.result(of: series.get(), in: study, seeds: [:], levels: [:])
                .records
        } catch {
            records = plan.slices.indices.map {
                SeriesBench.record(of: error, slice: $0, in: plan, study: study)
            }
        }
        for (slice, record) in records.enumerated() {
            automatic[FrameAddress(study: key.study, input: key.input, frame: slice + 1)] = record
        }
    }

    /// The series as the reader's seeds have it.
    ///
    /// - Throws: `SeriesProblem.waiting` until it was seen; it is asked for then.
    func seriesResult(
        _ key: SeriesShelf.Key
    ) throws(SeriesProblem) -> SeriesBench.Result {
        if let known = shelf.result(key) { return known }
        let series = try seenSeries(key)
        let given = given(key)
        let result = try desk.seriesBench.result(
            of: series, in: plan.studies[key.study], seeds: given.seeds, levels: given.levels)
        shelf.keep(result, of: key)
        return result
    }

    func seenSeries(_ key: SeriesShelf.Key) throws(SeriesProblem) -> SeriesBench.Seen {
        if let seen = shelf[key] { return try seen.get() }
        guard let background else {
            // Nobody works besides: the series is seen at once.
            guard let series = inputs[key.study][key.input].series else { throw .waiting }
            let study = plan.studies[key.study]
            let bench = desk.seriesBench
            let seen = Result { () throws(SeriesProblem) in try bench.see(series, of: study) }
            take(seen, at: FrameAddress(study: key.study, input: key.input, frame: 1))
            return try seen.get()
        }
        if shelf.request(key) {
            background.request(orders(study: key.study, input: key.input), isUrgent: true)
        }
        throw .waiting
    }

    /// The record of a slice, or that it is being worked.
    func sliceRecord(at address: FrameAddress) -> ItemRecord {
        guard let series = inputs[address.study][address.input].series else {
            preconditionFailure("only series have slices")
        }
        if !isGuided(address), let known = automatic[address] { return known }
        do throws(SeriesProblem) {
            return try seriesResult(SeriesShelf.Key(address)).records[address.frame - 1]
        } catch {
            return SeriesBench.record(
                of: error, slice: address.frame - 1, in: series,
                study: plan.studies[address.study])
        }
    }

    /// The record of a slice if it was worked.
    func knownSlice(at address: FrameAddress) -> ItemRecord? {
        guard isGuided(address) else { return automatic[address] }
        return shelf.result(SeriesShelf.Key(address))?.records[address.frame - 1]
    }

    /// The same greys for every slice, from five of them.
    func window(at address: FrameAddress) throws(IngestError) -> DisplayWindow {
        let key = SeriesShelf.Key(address)
        if let known = windows[key] { return known }
        let count = inputs[key.study][key.input].frames.count
        var planes = [try desk.frame(at: address).luminance]
        for slice in stride(from: 0, to: count, by: max(1, count / 4)) {
            let other = FrameAddress(study: key.study, input: key.input, frame: slice + 1)
            planes.append(try desk.frame(at: other).luminance)
        }
        let window = DisplayWindow(Array(planes.dropFirst()))
        windows[key] = window
        return window
    }
}
