import Anatomy
import Geometry
import JSON
import Pipeline
import Raster
import Reformatting
import Reporting
import StudyModel

// Other views of an MR series, and what the page needs to link them by place.

extension ReviewSession {
    /// A view with square pixels, 0…255 row after row.
    package struct SeriesView: Sendable {
        package let levels: [UInt8]
        package let size: PlaneSize
        /// Side of a pixel, mm.
        package let step: Double
        /// Of the first pixel; `nil` for a nerve laid straight.
        package let origin: PatientPoint?
    }

    /// What is asked for.
    package enum ViewKind: Hashable, Sendable {
        case flat(PlanarReformat.View, depth: Double)
        case straightened(Laterality, StraightenedReformat.Direction)
    }

    private static let flatStep = 1.0
    private static let straightStep = 0.5
    private static let halfWidth = 20.0
    /// Between places of a path, mm.
    private static let pathStep = 1.0

    package func hasSeries(study: Int, input: Int) -> Bool {
        inputs.indices.contains(study) && inputs[study].indices.contains(input)
            && inputs[study][input].series != nil
    }

    /// Where the slices lie, and the paths of the nerves; `nerves` is null until they are known.
    package func seriesDocument(study: Int, input: Int) -> JSONValue {
        guard let plan = inputs[study][input].series else { return .null }
        let address = FrameAddress(study: study, input: input, frame: 1)
        let result = shownResult(address)
        let plane = plan.geometry.planes[0]
        return .object([
            "columns": .integer(plan.geometry.columns), "rows": .integer(plan.geometry.rows),
            "row_mm": .decimal(plane.spacing.betweenRows.value, decimals: 6),
            "column_mm": .decimal(plane.spacing.betweenColumns.value, decimals: 6),
            "along_row": Self.json(plane.alongRow, decimals: 6),
            "along_column": Self.json(plane.alongColumn, decimals: 6),
            "middle": Self.json(plan.geometry.middle, decimals: 3),
            "origins": .array(
                plan.geometry.planes.map { Self.json($0.origin, decimals: 3) }),
            "nerves": result.map { nerves($0, in: plan.geometry) } ?? .null,
        ])
    }

    private func nerves(
        _ result: SeriesBench.Result, in geometry: VolumeGeometry
    ) -> JSONValue {
        .array(
            Laterality.allCases.compactMap { side -> JSONValue? in
                guard let course = result.measured.course(side),
                    let curve = NerveCurve(course, in: geometry)
                else { return nil }
                return .object([
                    "side": .string(side.rawValue),
                    "length_mm": .decimal(curve.length, decimals: 1),
                    "path": .array(
                        curve.stations(every: Self.pathStep).map {
                            Self.json($0.point, decimals: 2)
                        }),
                ])
            })
    }

    /// A result that may be seen and was worked.
    private func shownResult(_ address: FrameAddress) -> SeriesBench.Result? {
        isHidden(address) ? nil : try? seriesResult(SeriesShelf.Key(address))
    }

    /// - Throws: `SeriesProblem`; `nil` when there is no such view.
    package func view(
        _ kind: ViewKind, study: Int, input: Int
    ) throws(SeriesProblem) -> SeriesView? {
        background?.giveWay()
        let address = FrameAddress(study: study, input: input, frame: 1)
        let series = try seenSeries(SeriesShelf.Key(address))
        switch kind {
        case .flat(let view, let depth):
            let reformat = PlanarReformat(
                of: series.sampler, view: view, depth: depth, step: Self.flatStep)
            return reformat.map {
                Self.view($0.picture, series, step: Self.flatStep, origin: $0.plane.origin)
            }
        case .straightened(let side, let direction):
            guard let course = shownResult(address)?.measured.course(side),
                let curve = NerveCurve(course, in: series.sampler.geometry)
            else { return nil }
            let reformat = StraightenedReformat(
                of: series.sampler, along: curve, toward: direction, halfWidth: Self.halfWidth,
                step: Self.straightStep)
            return reformat.map {
                Self.view($0.picture, series, step: Self.straightStep, origin: nil)
            }
        }
    }

    private static func view(
        _ picture: Plane<Float>, _ series: SeriesBench.Seen, step: Double, origin: PatientPoint?
    ) -> SeriesView {
        let shown = series.window.shown(picture)
        return SeriesView(
            levels: shown.samples.map { UInt8($0.rounded()) }, size: picture.size, step: step,
            origin: origin)
    }

    private static func json(_ point: PatientPoint, decimals: Int) -> JSONValue {
        .array(
            [point.left, point.posterior, point.superior].map {
                .decimal($0, decimals: decimals)
            })
    }
}
