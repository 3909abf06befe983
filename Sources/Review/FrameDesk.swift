import Ingesting
import Pipeline
import Raster
import Reporting
import StudyModel

/// Opens inputs and works frames on demand; keeps a few of either.
struct FrameDesk {
    let plan: WorkPlan
    private let bench: FrameBench
    private var sources: [(key: [Int], source: any FrameSource)] = []
    private var cache: FrameCache

    /// Files that stay open.
    private let mostSources = 4

    init(_ work: FrameWork, cacheBytes: Int) {
        plan = work.plan
        bench = work.makeBench()
        cache = FrameCache(limit: cacheBytes)
    }

    /// As the file has it: what the reader states of its input is not applied.
    mutating func frame(at address: FrameAddress) throws(IngestError) -> Frame {
        if let frame = cache.frame(at: address) { return frame }
        let frame = try source(of: address).frame(at: address.frame)
        cache.insert(frame, at: address)
        return frame
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
        let input = study.inputs[address.input]
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
            let input = plan.studies[address.study].inputs[address.input]
            sources.append((key, try bench.open(input)))
            if sources.count > mostSources { sources.removeFirst() }
        }
        return sources[sources.count - 1].source
    }
}
