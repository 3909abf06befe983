import Anatomy
import Geometry
import Kernels
import Network
import Raster
import StudyModel
import Tracing

/// What an operator decides about segmentation.
package struct SegmentingOptions: Hashable, Sendable {
    /// What outlines are said to be: `unspecified` for `--nerve any`.
    package var name: NerveName
    package var kernels: KernelTier

    package init(name: NerveName = .unspecified, kernels: KernelTier = .best) {
        self.name = name
        self.kernels = kernels
    }
}

/// Outlines the nerves of one frame at a time.
///
/// One per worker: it owns the memory of the network's forward pass.
package struct Segmenter {
    private let options: SegmentingOptions
    private let search: NerveSearch?

    /// - Parameter model: without one, only finished outlines and masks can be answered.
    /// - Throws: `SegmentingError.modelUnusable`.
    package init(
        model: NetworkModel?, options: SegmentingOptions = SegmentingOptions()
    ) throws(SegmentingError) {
        self.options = options
        search = try model.map { model throws(SegmentingError) in
            try NerveSearch(model, tier: options.kernels)
        }
    }

    /// A segmenter without a model.
    package init(options: SegmentingOptions = SegmentingOptions()) {
        self.options = options
        search = nil
    }

    /// The nerves of `frame`, ranked, and a label per pixel of it.
    ///
    /// Without seeds every nerve is looked for. With seeds only they are answered: finished outlines
    /// and masks are taken as they are and come first, in seed order. Two seeds in one nerve give it
    /// once: what is found for a seed is dropped when more than half of the smaller outline lies on
    /// an earlier one.
    package func segmentation(
        of frame: CalibratedFrame, seeds: [Seed] = []
    ) throws(SegmentingError) -> Segmentation {
        let frame = frame.frame
        let request = try SeedRequest(seeds, frame: frame)
        let (content, shown) = ContentBox.boxes(
            in: frame.luminance, kernels: PlaneKernels(tier: options.kernels))
        guard seeds.isEmpty else {
            return try seeded(
                request, frame, content: content, Labelling(frame, content: shown))
        }
        guard let search else { throw .modelMissing }
        let found = try search.nerves(in: frame.luminance, content: content)
        let labelling = Labelling(frame, content: shown, vessels: found.vessels)
        switch Triage(search.recipe.automatic.confidence).outcome(of: found.candidates) {
        case .abstained(let reason): return labelling.abstention(reason)
        case .value(let accepted):
            return labelling.segmentation(
                accepted.enumerated().map { index, accepted in
                    nerve(accepted, frame: frame, rank: index + 1, provenance: .automatic)
                })
        }
    }

    private func seeded(
        _ request: SeedRequest, _ frame: Frame, content: PixelBox, _ labelling: Labelling
    ) throws(SegmentingError) -> Segmentation {
        if request.saysNoNerve { return labelling.abstention(.readerSaysNoNerve) }
        var nerves = request.drawn.enumerated().map { index, drawn in
            NerveOutline(
                frame: frame.id, outline: drawn.outline, provenance: .edited,
                convention: .operatorDrawn, rank: index + 1, name: options.name,
                flags: drawn.siblings > 1 ? [.severalComponents] : [])
        }
        for wanted in request.searches {
            let found = try candidate(wanted, frame, content: content)
            guard let found, !nerves.contains(where: { isSame($0, found.candidate) }) else {
                continue
            }
            nerves.append(
                nerve(found, frame: frame, rank: nerves.count + 1, provenance: .seeded))
        }
        return nerves.isEmpty
            ? labelling.abstention(.noCandidate) : labelling.segmentation(nerves)
    }

    private func isSame(_ earlier: NerveOutline, _ candidate: Candidate) -> Bool {
        earlier.outline.overlap(with: candidate.outline) > 0.5
    }

    private func candidate(
        _ wanted: SeedRequest.Search, _ frame: Frame, content: PixelBox
    ) throws(SegmentingError) -> Triage.Accepted? {
        guard let search else { throw .modelMissing }
        let found =
            switch wanted {
            case .point(let point):
                try search.nerve(at: point, in: frame.luminance, content: content)
            case .box(let box):
                try search.nerve(in: box, in: frame.luminance, content: content)
            }
        return found.map(Triage(search.recipe.seeded.confidence).flagged)
    }

    private func nerve(
        _ accepted: Triage.Accepted, frame: Frame, rank: Int, provenance: Provenance
    ) -> NerveOutline {
        NerveOutline(
            frame: frame.id, outline: accepted.candidate.outline, provenance: provenance,
            convention: search?.recipe.convention ?? .outerBorderWithEchogenicRim, rank: rank,
            name: options.name, confidence: accepted.candidate.confidence,
            areaFactors: accepted.candidate.areaFactors, flags: accepted.flags)
    }
}
