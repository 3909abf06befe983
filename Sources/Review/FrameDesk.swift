import Ingesting
import Pipeline
import Raster
import Reporting
import StudyModel

/// Opens inputs and works frames on demand; keeps a few of either.
struct FrameDesk {
    let plan: WorkPlan
    private let inputs: [[ReviewInput]]
    private let bench: FrameBench
    let seriesBench: SeriesBench
    private var sources: [(key: [Int], source: any FrameSource)] = []
    private var cache: FrameCache

    /// Files that stay open.
    private let mostSources = 4

    /// - Parameter inputs: of every study.
    init(_ work: FrameWork, inputs: [[ReviewInput]], cacheBytes: Int) {
        plan = work.plan
        self.inputs = inputs
        bench = work.makeBench()
        seriesBench = work.makeSeriesBench()
        cache = FrameCache(limit: cacheBytes)
    }

    /// As the file has it: what the reader states of its input is not applied.
    mutating func frame(at address: FrameAddress) throws(IngestError) -> Frame {
        if let frame = cache.frame(at: address) { return frame }
        let frame = try read(address)
        cache.insert(frame, at: address)
        return frame
    }

    private mutating func read(_ address: FrameAddress) throws(IngestError) -> Frame {
        guard let series = inputs[address.study][address.input].series else {
            return try source(of: address).frame(at: address.frame)
        }
        let target = inputs[address.study][address.input].frames[address.frame - 1]
        return Frame(
            id: FrameID(input: target.input, number: target.number), modality: .magneticResonance,
            luminance: try seriesBench.plane(
                address.frame - 1, of: series, in: plan.studies[address.study]),
            evidence: ScaleEvidence())
    }

    private func planned(_ address: FrameAddress) -> PlannedInput {
        guard let index = inputs[address.study][address.input].planned else {
            preconditionFailure("series are worked as a whole")
        }
        return plan.studies[address.study].inputs[index]
    }

    /// The record of a frame, as a run with these seeds and this statement would have it.
    mutating func record(
        at address: FrameAddress, seeds: [Seed], statement: InputStatement
    ) -> ItemRecord {
        result(at: address, seeds: seeds, statement: statement).record
    }

    /// The same with the labels of the mask; `nil` when the frame is refused.
    mutating func result(
        at address: FrameAddress, seeds: [Seed], statement: InputStatement
    ) -> (record: ItemRecord, labels: LabelPlane?) {
        let study = plan.studies[address.study]
        let input = planned(address)
        do throws(IngestError) {
            let frame = statement.applied(to: try frame(at: address))
            return bench.result(of: frame, seeds: seeds, input: input, study: study)
        } catch {
            let record = bench.record(
                of: error, frame: address.frame, input: input, study: study)
            return (record, nil)
        }
    }

    private mutating func source(
        of address: FrameAddress
    ) throws(IngestError) -> any FrameSource {
        let key = [address.study, address.input]
        if let index = sources.firstIndex(where: { $0.key == key }) {
            sources.append(sources.remove(at: index))
        } else {
            sources.append((key, try bench.open(planned(address))))
            if sources.count > mostSources { sources.removeFirst() }
        }
        return sources[sources.count - 1].source
    }
}
