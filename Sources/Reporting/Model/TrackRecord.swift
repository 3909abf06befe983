/// One nerve followed through the frames of a cine series; frames without it stay gaps.
package struct TrackRecord: Hashable, Sendable {
    /// What displacement is measured against.
    package enum Reference: String, Hashable, Sendable {
        case probe
        case bone
    }

    /// The nerve in one frame. Every value is `nil` in a gap.
    package struct Point: Hashable, Sendable {
        /// From 1.
        package let frame: Int
        package let timeMilliseconds: Double?
        package var area: Double?
        package var flatteningRatio: Double?
        /// From the first frame in which the nerve is seen; positive towards higher columns.
        package var acrossColumns: Double?
        /// Positive towards higher rows, that is, deeper.
        package var acrossRows: Double?

        package init(frame: Int, timeMilliseconds: Double?) {
            self.frame = frame
            self.timeMilliseconds = timeMilliseconds
        }

        package var isGap: Bool { area == nil && acrossColumns == nil }
    }

    package let series: String
    package let rank: Int
    /// Whether lengths are millimetres; otherwise they are pixels.
    package let inMillimetres: Bool
    package let reference: Reference
    package let points: [Point]
    /// Path of the plot, relative to the output folder.
    package var plot: String?

    package static let decimals = 2

    package init(
        series: String, rank: Int, inMillimetres: Bool, reference: Reference, points: [Point]
    ) {
        self.series = series
        self.rank = rank
        self.inMillimetres = inMillimetres
        self.reference = reference
        self.points = points
    }
}
