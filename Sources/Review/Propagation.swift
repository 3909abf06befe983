import Geometry
import Reporting
import Segmenting
import StudyModel

extension ReviewSession {
    /// A point in the nerve of frame `number`, when what is found there in the frame at `address`
    /// continues that nerve as a cine is followed.
    func propagated(from number: Int, to address: FrameAddress) throws(EditProblem) -> [Seed] {
        let from = FrameAddress(study: address.study, input: address.input, frame: number)
        guard has(from), let nerve = shownNerves(at: from).first,
            let outline = try? Outline(closing: nerve.outline)
        else { throw .nothingToPropagate(frame: number) }
        let seeds = [EditRules.rounded(Self.seed(in: outline))]
        let record = desk.record(at: address, seeds: seeds, statement: statement(at: address))
        guard Self.continues(nerve, in: record) else { throw .notContinued(frame: number) }
        return seeds
    }

    /// The centre, or for an outline that is bent around its centre the box around it.
    private static func seed(in outline: Outline) -> Seed {
        let centre = outline.centroid
        if outline.encloses(centre) { return .point(centre) }
        return outline.boundingBox.map { .box($0) } ?? .point(centre)
    }

    private static func continues(_ nerve: NerveRecord, in record: ItemRecord) -> Bool {
        guard let next = record.nerves.first else { return false }
        var tracker = CineTracker()
        tracker.append([nerve].compactMap(\.asOutline))
        tracker.append([next].compactMap(\.asOutline))
        return tracker.nerve == [0, 0]
    }
}

extension NerveRecord {
    fileprivate var asOutline: NerveOutline? {
        guard let outline = try? Outline(closing: outline) else { return nil }
        return NerveOutline(
            frame: FrameID(input: ""), outline: outline, provenance: provenance,
            convention: convention, rank: rank)
    }
}
