import Anatomy
import Geometry
import ImageCodecs
import JSON
import Raster
import StudyModel

/// What a person gives for frames of inputs: `--seeds FILE`.
///
/// `{"schema_version": "1.0", "seeds": [{"input": "a.png", "frame": 1, "point": {"column": 3.5,
/// "row": 8}}]}`; instead of `point` one of `box` {column, row, columns, rows}, `outline`
/// [[column, row], …], `mask` (a PNG, relative to the seed file) or `"no_nerve": true`. `frame` is
/// 1 when absent. A frame may have several points, boxes and outlines; a mask or `no_nerve` stands
/// alone. `inputs` may state side, level and scale of whole inputs, `levels` the levels of single MR
/// slices; `readings` of `review` are passed over.
package struct SeedFile: Sendable {
    /// A frame by the name of its input and its number, from 1.
    package struct Target: Hashable, Sendable {
        package let input: String
        package let number: Int

        package init(input: String, number: Int) {
            self.input = input
            self.number = number
        }
    }

    let path: String
    let statements: [Target: [SeedStatement]]
    /// What is stated of whole inputs, by their names.
    package let inputs: [String: InputStatement]
    /// Levels that are stated of single MR slices, in place of those that landmarks show.
    package let levels: [Target: [GlutealLevel]]
    private let limits: IngestLimits

    /// - Throws: `IngestError` when the file cannot be read or says something else than above.
    package init(path: String, limits: IngestLimits = .standard) throws(IngestError) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let bytes = try FileSystem.bytes(
            of: path, input: name, allowed: limits.maximumSeedFileBytes)
        do throws(JSONProblem) {
            let file = try JSONObject(parsing: bytes, allowedKeys: Self.keys)
            statements = try SeedStatement.parse(file)
            inputs = try InputStatement.parse(file)
            levels = try LevelStatement.parse(file)
        } catch {
            throw .seeds(input: name, error)
        }
        self.path = path
        self.limits = limits
    }

    private static let keys = [
        "inputs", "levels", "reader", "readings", "schema_version", "seeds",
    ]

    /// Every point, box, outline and `no_nerve`, not yet compared with its frame; masks are left out.
    package var seedsWithoutMasks: [Target: [Seed]] {
        statements.compactMapValues { statements in
            let seeds = statements.compactMap(\.seedWithoutMask)
            return seeds.isEmpty ? nil : seeds
        }
    }

    /// `frame` with what the file states of its input.
    package func applied(to frame: Frame) -> Frame {
        inputs[frame.id.input]?.applied(to: frame) ?? frame
    }

    /// Every frame that the file names.
    package var targets: Set<Target> { Set(statements.keys).union(levels.keys) }

    /// What is stated of the levels of one MR slice: of the slice itself, else of its whole input.
    package func levels(of target: Target) -> [GlutealLevel]? {
        levels[target] ?? inputs[target.input]?.level.map { [$0] }
    }

    /// The seeds of `frame`, in file order; empty when the file does not name it.
    /// - Throws: `IngestError.seed` for a seed outside the image and for an unusable mask.
    package func seeds(for frame: Frame) throws(IngestError) -> [Seed] {
        let target = Target(input: frame.id.input, number: frame.id.number)
        let name = "\(target.input) frame \(target.number)"
        var seeds: [Seed] = []
        for statement in statements[target] ?? [] {
            do throws(SeedProblem) {
                seeds.append(try seed(statement, in: frame.bounds))
            } catch {
                throw .seed(frame: name, error)
            }
        }
        return seeds
    }

    private func seed(
        _ statement: SeedStatement, in bounds: PixelBox
    ) throws(SeedProblem) -> Seed {
        switch statement {
        case .point(let point):
            try check([point], "a point", bounds)
            return .point(point)
        case .box(let box):
            guard bounds.intersection(box) == box else {
                throw outside("a box", "column \(box.column), row \(box.row)", bounds)
            }
            return .box(box)
        case .outline(let outline):
            try check(outline.vertices, "an outline", bounds)
            return .outline(outline)
        case .mask(let mask):
            return .mask(try SeedMask.read(mask, beside: path, bounds: bounds, limits: limits))
        case .noNerve:
            return .noNerve
        }
    }

    private func check(
        _ points: [PixelPoint], _ what: String, _ bounds: PixelBox
    ) throws(SeedProblem) {
        for point in points where !bounds.contains(point) {
            throw outside(what, "column \(point.column), row \(point.row)", bounds)
        }
    }

    private func outside(_ what: String, _ at: String, _ bounds: PixelBox) -> SeedProblem {
        .outsideImage(what: what, at: at, extent: "\(bounds.columns) × \(bounds.rows)")
    }
}
