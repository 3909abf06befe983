import Foundation
import Ingesting
import JSON
import Pipeline
import Raster
import Reformatting
import Reporting
import StudyModel

/// How a review is done.
package struct ReviewOptions: Sendable {
    package var reader: String
    package var folder: URL
    /// Hides what the program finds without help.
    package var isBlind = false
    /// Shuffles the work list, for each reader differently.
    package var orderSeed: Int?

    package init(reader: String, folder: URL) {
        self.reader = reader
        self.folder = folder
    }
}

/// One reader going through the studies of a plan: takes edits, measures again, keeps the file.
package actor ReviewSession {
    nonisolated let work: FrameWork
    nonisolated let options: ReviewOptions
    private let executor = ThreadExecutor(label: "review")
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// Of every study.
    nonisolated let inputs: [[ReviewInput]]
    let store: ReadingStore
    var book: ReadingBook
    var desk: FrameDesk
    /// What is found without help.
    var automatic: [FrameAddress: ItemRecord] = [:]
    /// What the reader's seeds give.
    var read: [FrameAddress: ItemRecord] = [:]
    var outcomes: [SeedFile.Target: ReadOutcome]
    var background: AutomaticResults?
    var shelf = SeriesShelf()
    /// How the slices of a series are shown.
    var windows: [SeriesShelf.Key: DisplayWindow] = [:]

    /// - Throws: `ReviewError`.
    package init(work: FrameWork, options: ReviewOptions) throws(ReviewError) {
        guard options.reader.wholeMatch(of: /[A-Za-z0-9_-]{1,16}/) != nil else {
            throw .badReader(options.reader)
        }
        guard !work.plan.studies.isEmpty else {
            throw .nothingToReview(work.plan.settled.first?.reason)
        }
        self.work = work
        self.options = options
        store = try ReadingStore(folder: options.folder, reader: options.reader)
        inputs = work.plan.studies.map { ReviewInput.inputs(of: $0, in: work) }
        let said = try store.read()
        outcomes = said.outcomes
        book = ReadingBook(
            reader: options.reader,
            inputs: work.plan.studies.map { $0.inputs.map(\.item.input) }, said: said)
        desk = FrameDesk(work, inputs: inputs, cacheBytes: 64 << 20)
    }

    /// Begins to look for nerves in every frame.
    package func begin() {
        let results = AutomaticResults(work, inputs: inputs) { [weak self] order, delivery in
            Task { await self?.take(delivery, of: order) }
        }
        background = results
        let orders = plan.studies.indices.flatMap { study in
            inputs[study].indices.flatMap { self.orders(study: study, input: $0) }
        }
        // A blinded reader's points need the series, and no frame.
        results.request(
            options.isBlind ? orders.filter { $0.series != nil } : orders, isUrgent: false)
    }

    /// One for a series, one for each frame of anything else.
    func orders(study: Int, input: Int) -> [AutomaticResults.Order] {
        let addresses = self.addresses(study: study, input: input)
        let series = inputs[study][input].series
        return (series == nil ? addresses[...] : addresses.prefix(1)).map {
            AutomaticResults.Order(address: $0, statement: statement(at: $0), series: series)
        }
    }

    /// Ends what goes on besides: nothing runs any more when the program leaves.
    package func end() {
        background?.end()
        background = nil
    }

    private func take(_ delivery: AutomaticResults.Delivery, of order: AutomaticResults.Order) {
        switch delivery {
        case .record(let record):
            guard statement(at: order.address) == order.statement else { return }
            automatic[order.address] = record
        case .series(let series): take(series, at: order.address)
        }
    }

    var plan: WorkPlan { work.plan }

    func frameCount(study: Int, input: Int) -> Int { inputs[study][input].frames.count }

    func addresses(study: Int, input: Int) -> [FrameAddress] {
        (1...frameCount(study: study, input: input)).map {
            FrameAddress(study: study, input: input, frame: $0)
        }
    }
}

// MARK: Results

extension ReviewSession {
    func target(_ address: FrameAddress) -> SeedFile.Target {
        inputs[address.study][address.input].frames[address.frame - 1]
    }

    /// The file of the frame.
    func inputName(_ address: FrameAddress) -> String { target(address).input }

    func statement(at address: FrameAddress) -> InputStatement {
        book.studies[address.study].present[input: inputName(address)]
    }

    func reading(at address: FrameAddress) -> FrameReading {
        book.studies[address.study].present[frame: target(address)]
    }

    func automaticRecord(at address: FrameAddress) -> ItemRecord {
        if let known = automatic[address] { return known }
        if isSlice(address) { return sliceRecord(at: address) }
        let record = desk.record(at: address, seeds: [], statement: statement(at: address))
        automatic[address] = record
        return record
    }

    /// What the frame is measured as, the reader's seeds included.
    func currentRecord(at address: FrameAddress) -> ItemRecord {
        if isSlice(address) { return sliceRecord(at: address) }
        let seeds = reading(at: address).seeds
        guard !seeds.isEmpty else { return automaticRecord(at: address) }
        if let known = read[address] { return known }
        let record = desk.record(at: address, seeds: seeds, statement: statement(at: address))
        read[address] = record
        return record
    }

    /// Whether the reader must not see what the frame is measured as.
    func isHidden(_ address: FrameAddress) -> Bool {
        guard options.isBlind else { return false }
        return isSlice(address)
            ? !isGuided(address) : reading(at: address).seeds.isEmpty
    }

    /// What the frame is measured as, if that was worked already and may be seen.
    func knownRecord(at address: FrameAddress) -> ItemRecord? {
        if isHidden(address) { return nil }
        if isSlice(address) { return knownSlice(at: address) }
        return reading(at: address).seeds.isEmpty ? automatic[address] : read[address]
    }

    func shownNerves(at address: FrameAddress) -> [NerveRecord] {
        isHidden(address) ? [] : currentRecord(at: address).nerves
    }

    /// Whether `address` is a frame of the plan.
    package func has(_ address: FrameAddress) -> Bool {
        guard plan.studies.indices.contains(address.study),
            inputs[address.study].indices.contains(address.input)
        else { return false }
        return (1...frameCount(study: address.study, input: address.input))
            .contains(address.frame)
    }

    package func hasStudy(_ study: Int) -> Bool { plan.studies.indices.contains(study) }
}

// MARK: Pixels

extension ReviewSession {
    /// Grey levels 0…255, row after row, and the size of the picture.
    ///
    /// - Throws: `IngestError` when the frame cannot be read.
    package func pixels(
        at address: FrameAddress
    ) throws(IngestError) -> (levels: [UInt8], size: PlaneSize) {
        background?.giveWay()
        var plane = try desk.frame(at: address).luminance
        if isSlice(address) { plane = try window(at: address).shown(plane) }
        return (plane.samples.map { UInt8(min(255, max(0, $0.rounded()))) }, plane.size)
    }
}
