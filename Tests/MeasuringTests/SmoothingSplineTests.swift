import Foundation
import OracleSupport
import Testing

@testable import Measuring

/// Against SciPy's `make_smoothing_spline`: `Expected/splines.json`.
@Suite struct SmoothingSplineTests {
    private struct Case: Decodable {
        let knots: [Double]
        let values: [Double]
        let penalty: Double
        let fitted: [Double]
        let slopes: [Double]
        let bends: [Double]
    }

    private let committed: [Case]

    init() throws {
        committed = try JSONDecoder().decode(
            [Case].self,
            from: OracleSupport.Oracle.committed("MeasuringTests/Expected/splines.json"))
    }

    @Test("values, slopes and second derivatives are SciPy's")
    func agrees() throws {
        #expect(committed.count == 4)
        for expected in committed {
            let spline = SmoothingSpline(
                knots: expected.knots, values: expected.values, penalty: expected.penalty)
            for index in expected.knots.indices {
                #expect(abs(spline.values[index] - expected.fitted[index]) < 1e-7)
                #expect(abs(spline.slope(at: index) - expected.slopes[index]) < 1e-6)
                #expect(abs(spline.bends[index] - expected.bends[index]) < 1e-5)
            }
        }
    }

    @Test(
        "the committed file is what SciPy says",
        .enabled(
            if: OracleSupport.Oracle.python != nil, "NERVE_MEASURE_PYTHON names no Python"))
    func fresh() throws {
        let now = try JSONDecoder().decode(
            [Case].self, from: OracleSupport.Oracle.run("splines.py"))
        for (old, new) in zip(committed, now) {
            #expect(zip(old.fitted, new.fitted).allSatisfy { abs($0 - $1) < 1e-9 })
        }
    }

    @Test("two knots make a line")
    func line() {
        let spline = SmoothingSpline(knots: [0, 4], values: [1, 3], penalty: 10)
        #expect(spline.values == [1, 3])
        #expect(spline.slope(at: 0) == 0.5)
        #expect(spline.slope(at: 1) == 0.5)
    }
}
