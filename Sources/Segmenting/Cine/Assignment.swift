/// The assignment of rows to columns of least total cost (Kuhn 1955; the O(n³) form with
/// potentials).
enum Assignment {
    /// - Parameters:
    ///   - costs: a row per thing to place; all rows equally long; finite.
    ///   - limit: a pair that costs more is never made.
    /// - Returns: the column of each row, `nil` for a row left alone.
    static func cheapest(costs: [[Double]], limit: Double) -> [Int?] {
        let rows = costs.count
        let columns = costs.first?.count ?? 0
        guard rows > 0, columns > 0 else { return [Int?](repeating: nil, count: rows) }
        // As many empty places as rows, at the limit's price: leaving a row alone is always open.
        let square = costs.map { $0.map { min($0, 2 * limit + 1) } }
            .map { $0 + [Double](repeating: limit, count: rows) }
        return rowAssignments(square).enumerated().map { row, column in
            column < columns && costs[row][column] <= limit ? column : nil
        }
    }

    /// For each row of a table at least as wide as high, its column.
    private static func rowAssignments(_ costs: [[Double]]) -> [Int] {
        let columns = costs[0].count
        var solution = Solution(rows: costs.count, columns: columns)
        for row in 1...costs.count { solution.place(row, costs) }
        var result = [Int](repeating: 0, count: costs.count)
        for column in 1...columns where solution.rowOf[column] > 0 {
            result[solution.rowOf[column] - 1] = column - 1
        }
        return result
    }

    /// Rows and columns count from 1; column 0 holds the row being placed.
    private struct Solution {
        var rowOf: [Int]
        private var rowPotential: [Double]
        private var columnPotential: [Double]

        init(rows: Int, columns: Int) {
            rowOf = [Int](repeating: 0, count: columns + 1)
            rowPotential = [Double](repeating: 0, count: rows + 1)
            columnPotential = [Double](repeating: 0, count: columns + 1)
        }

        /// Finds the cheapest chain of moves that ends in a free column, and makes them.
        mutating func place(_ row: Int, _ costs: [[Double]]) {
            let columns = rowOf.count - 1
            rowOf[0] = row
            var least = [Double](repeating: .infinity, count: columns + 1)
            var cameFrom = [Int](repeating: 0, count: columns + 1)
            var done = [Bool](repeating: false, count: columns + 1)
            var column = 0
            repeat {
                done[column] = true
                var (step, next) = (Double.infinity, 0)
                for other in 1...columns where !done[other] {
                    let reduced =
                        costs[rowOf[column] - 1][other - 1] - rowPotential[rowOf[column]]
                        - columnPotential[other]
                    if reduced < least[other] {
                        (least[other], cameFrom[other]) = (reduced, column)
                    }
                    if least[other] < step { (step, next) = (least[other], other) }
                }
                for other in 0...columns {
                    if done[other] {
                        rowPotential[rowOf[other]] += step
                        columnPotential[other] -= step
                    } else {
                        least[other] -= step
                    }
                }
                column = next
            } while rowOf[column] != 0
            while column != 0 {
                rowOf[column] = rowOf[cameFrom[column]]
                column = cameFrom[column]
            }
        }
    }
}
