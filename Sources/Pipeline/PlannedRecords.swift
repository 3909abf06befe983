import JSON
import Reporting

/// Reads the records of finished studies input by input, in the order of rows.
///
/// A study is read once, ahead of its turn on the threads of the run. When the inputs of many studies lie
/// mixed, as in a flat folder of DICOM files, what is not wanted yet waits in a file and not in memory.
struct PlannedRecords {
    private let plan: WorkPlan
    private let setup: RunSetup
    private let ahead: WorkAhead<[ItemRecord]?>
    private let waitingLimit: Int
    private var waiting: [Int32: [Name: Waiting]] = [:]
    private var waitingCount = 0
    private var spool: PartialFile?
    private(set) var missing: MissingStudies

    /// The bytes of an input's name: equal texts may be two files.
    private typealias Name = [UInt8]

    private enum Waiting {
        case records([ItemRecord])
        /// JSON in the spool.
        case spooled(Range<Int>)
    }

    /// - Parameters:
    ///   - order: of the rows, in which the inputs are asked for.
    ///   - waitingLimit: how many records of several studies may wait in memory.
    init(plan: WorkPlan, order: RowOrder, setup: RunSetup, waitingLimit: Int = 2000) {
        self.plan = plan
        self.setup = setup
        let studies = order.studies
        ahead = WorkAhead(count: studies.count, threads: setup.options.jobs) { position in
            setup.records(of: plan.studies[Int(studies[position])])
        }
        self.waitingLimit = waitingLimit
        missing = MissingStudies(planned: plan.studies.count)
    }

    /// The records of one input, in order; none for a study that is missing.
    ///
    /// - Parameter places: all places of that input.
    mutating func records(
        at places: ArraySlice<RowOrder.Place>
    ) throws(WriteError) -> [ItemRecord] {
        var records: [ItemRecord] = []
        var seen: Set<Int32> = []
        for place in places {
            switch place {
            case .settled(let index): records.append(plan.settled[Int(index)])
            case .planned(let study, _):
                guard seen.insert(study).inserted else { continue }
                records += try self.records(of: plan.inputName(at: place), in: study)
            }
        }
        return records.sorted()
    }

    private mutating func records(
        of input: String, in number: Int32
    ) throws(WriteError) -> [ItemRecord] {
        if waiting[number] == nil {
            let study = plan.studies[Int(number)]
            let all = ahead.next()
            if all == nil { missing.add(study) }
            if study.inputs.count == 1 { return all ?? [] }
            try keep(all ?? [], of: number)
        }
        let found = waiting[number]?.removeValue(forKey: Name(input.utf8))
        if waiting[number]?.isEmpty == true { waiting[number] = nil }
        switch found {
        case .records(let records):
            waitingCount -= records.count
            return records
        case .spooled(let range): return try spooled(range)
        case nil: return []
        }
    }

    /// Every input of the study waits, also one without records.
    private mutating func keep(_ records: [ItemRecord], of number: Int32) throws(WriteError) {
        let byInput = Dictionary(grouping: records) { Name($0.source.input.utf8) }
        let inMemory = waitingCount == 0 || waitingCount + records.count <= waitingLimit
        if inMemory { waitingCount += records.count }
        var entries: [Name: Waiting] = [:]
        for input in plan.studies[Int(number)].inputs.map({ Name($0.item.input.utf8) }) {
            let records = byInput[input] ?? []
            entries[input] = inMemory ? .records(records) : .spooled(try spool(records))
        }
        waiting[number] = entries
    }
}

extension PlannedRecords {
    private mutating func spool(_ records: [ItemRecord]) throws(WriteError) -> Range<Int> {
        let spool: PartialFile
        if let opened = self.spool {
            spool = opened
        } else {
            spool = try setup.output.open("items.tsv")
            self.spool = spool
        }
        let start = spool.length
        try spool.append(JSONValue.array(records.map(\.json)).text)
        return start..<spool.length
    }

    private func spooled(_ range: Range<Int>) throws(WriteError) -> [ItemRecord] {
        guard let text = try spool?.text(at: range),
            case .array(let items)? = try? JSONReader.value(of: text)
        else { return [] }
        return items.compactMap { try? ItemRecord(json: $0) }
    }
}

/// Studies of a plan that have no result.
struct MissingStudies {
    let planned: Int
    private var count = 0
    private var first: String?

    init(planned: Int) { self.planned = planned }

    mutating func add(_ study: PlannedStudy) {
        count += 1
        first = first ?? study.folder
    }

    /// `nil` when none is missing.
    var sentence: String? {
        first.map {
            "\(count) of \(planned) studies have no result yet, such as \($0); run their shards "
                + "again, then collect"
        }
    }
}
