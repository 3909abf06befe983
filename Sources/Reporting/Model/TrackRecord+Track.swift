import StudyModel

extension TrackRecord {
    /// The record of `track`, numbers rounded; areas are mm² when displacements are mm, else pixels.
    package init(of track: NerveTrack, series: String, rank: Int) {
        let inMillimetres = track.unit == .millimetres
        let area: QuantityKind = inMillimetres ? .crossSectionalArea : .areaInPixels
        let points = zip(track.samples, track.displacements).map { sample, displacement in
            var point = Point(
                frame: sample.frame.number,
                timeMilliseconds: sample.milliseconds?.rounded(toDecimals: Self.decimals))
            point.area = sample.measurement?[area]?.value.rounded(toDecimals: Self.decimals)
            point.flatteningRatio = sample.measurement?[.flatteningRatio]?.value
                .rounded(toDecimals: Unit.ratio.decimals)
            point.acrossColumns = displacement?.acrossColumns.rounded(toDecimals: Self.decimals)
            point.acrossRows = displacement?.acrossRows.rounded(toDecimals: Self.decimals)
            return point
        }
        self.init(
            series: series, rank: rank, inMillimetres: inMillimetres,
            reference: track.reference == .bone ? .bone : .probe, points: points)
    }
}
