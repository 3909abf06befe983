/// The layers of a network as textbook loops: planar samples, sums in `Double`, never tuned.
package enum ReferenceLayers {
    /// Channels × rows × columns samples, plane after plane.
    package struct Tensor: Sendable {
        package let channels: Int
        package let columns: Int
        package let rows: Int
        package var samples: [Float]

        package init(channels: Int, columns: Int, rows: Int, samples: [Float]? = nil) {
            self.channels = channels
            self.columns = columns
            self.rows = rows
            self.samples = samples ?? [Float](repeating: 0, count: channels * columns * rows)
            precondition(self.samples.count == channels * columns * rows)
        }

        package subscript(channel: Int, column: Int, row: Int) -> Float {
            get { samples[(channel * rows + row) * columns + column] }
            set { samples[(channel * rows + row) * columns + column] = newValue }
        }
    }

    /// Sum of weights × samples (zero outside the input) + bias, then the activation.
    package static func convolve(
        _ x: Tensor, _ shape: ConvolutionShape, weights: [Float], bias: [Float]
    ) -> Tensor {
        let size = shape.outputSize(columns: x.columns, rows: x.rows) ?? (0, 0)
        var y = Tensor(channels: shape.outputs, columns: size.columns, rows: size.rows)
        for output in 0..<shape.outputs {
            for row in 0..<y.rows {
                for column in 0..<y.columns {
                    let sum = sum(x, shape, weights, output, column, row) + Double(bias[output])
                    let value = min(
                        max(sum, Double(shape.activation.low)), Double(shape.activation.high))
                    y[output, column, row] = Float(value)
                }
            }
        }
        return y
    }

    private static func sum(
        _ x: Tensor, _ shape: ConvolutionShape, _ weights: [Float],
        _ output: Int, _ column: Int, _ row: Int
    ) -> Double {
        let left = column * shape.stride - shape.padding.left
        let top = row * shape.stride - shape.padding.top
        let inputs = shape.isDepthwise ? output..<(output + 1) : 0..<shape.inputs
        let kernel = shape.kernel
        var sum = 0.0
        for (index, input) in inputs.enumerated() {
            for kernelRow in 0..<kernel where (0..<x.rows).contains(top + kernelRow) {
                for kernelColumn in 0..<kernel where (0..<x.columns).contains(left + kernelColumn) {
                    let tap = ((output * inputs.count + index) * kernel + kernelRow) * kernel
                    sum +=
                        Double(weights[tap + kernelColumn])
                        * Double(x[input, left + kernelColumn, top + kernelRow])
                }
            }
        }
        return sum
    }

    package static func add(_ a: Tensor, _ b: Tensor) -> Tensor {
        var y = a
        for index in y.samples.indices { y.samples[index] = a.samples[index] + b.samples[index] }
        return y
    }

    package static func concatenate(_ parts: [Tensor]) -> Tensor {
        Tensor(
            channels: parts.map(\.channels).reduce(0, +), columns: parts[0].columns,
            rows: parts[0].rows, samples: parts.flatMap(\.samples))
    }

    /// Twice as large. Bilinear: half-pixel centres, the border repeated.
    package static func upsample(_ x: Tensor, _ mode: Upsampling) -> Tensor {
        var y = Tensor(channels: x.channels, columns: 2 * x.columns, rows: 2 * x.rows)
        for channel in 0..<y.channels {
            for row in 0..<y.rows {
                for column in 0..<y.columns {
                    y[channel, column, row] =
                        mode == .nearest
                        ? x[channel, column / 2, row / 2]
                        : bilinear(x, channel, Double(column), Double(row))
                }
            }
        }
        return y
    }

    private static func bilinear(
        _ x: Tensor, _ channel: Int, _ column: Double, _ row: Double
    ) -> Float {
        let sourceColumn = max((column + 0.5) / 2 - 0.5, 0)
        let sourceRow = max((row + 0.5) / 2 - 0.5, 0)
        let (left, top) = (Int(sourceColumn), Int(sourceRow))
        let right = min(left + 1, x.columns - 1)
        let bottom = min(top + 1, x.rows - 1)
        let (across, down) = (sourceColumn - Double(left), sourceRow - Double(top))
        func sample(_ column: Int, _ row: Int) -> Double { Double(x[channel, column, row]) }
        let upper = sample(left, top) * (1 - across) + sample(right, top) * across
        let lower = sample(left, bottom) * (1 - across) + sample(right, bottom) * across
        return Float(upper * (1 - down) + lower * down)
    }

    /// Probabilities over the channels of each pixel.
    package static func softmax(_ x: Tensor) -> Tensor {
        var y = x
        for row in 0..<x.rows {
            for column in 0..<x.columns {
                let logits = (0..<x.channels).map { Double(x[$0, column, row]) }
                let largest = logits.max() ?? 0
                let values = logits.map { ReferenceExponential.value($0 - largest) }
                let sum = values.reduce(0, +)
                for channel in 0..<x.channels {
                    y[channel, column, row] = Float(values[channel] / sum)
                }
            }
        }
        return y
    }
}

/// eˣ in `Double` without libm, whose bits differ with the processor.
enum ReferenceExponential {
    /// For x ≤ 0: the Taylor series at x / 1024, then ten squarings.
    static func value(_ x: Double) -> Double {
        guard x > -745 else { return 0 }
        let r = x / 1024
        var sum = 1.0
        for degree in stride(from: 12, to: 0, by: -1) { sum = 1 + sum * r / Double(degree) }
        for _ in 0..<10 { sum *= sum }
        return sum
    }
}
