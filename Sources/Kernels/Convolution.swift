/// What follows the sum of a convolution.
package enum Activation: String, Hashable, Sendable, CaseIterable {
    case none, relu, relu6

    package var low: Float { self == .none ? -.infinity : 0 }
    package var high: Float { self == .relu6 ? 6 : .infinity }
}

/// Zeros added around the input of a convolution, in pixels.
package struct Padding: Hashable, Sendable {
    package let top: Int
    package let left: Int
    package let bottom: Int
    package let right: Int

    package init(top: Int, left: Int, bottom: Int, right: Int) {
        self.top = top
        self.left = left
        self.bottom = bottom
        self.right = right
    }
}

/// The shape of a convolution, without its weights.
package struct ConvolutionShape: Hashable, Sendable {
    package let inputs: Int
    package let outputs: Int
    /// Side of the square kernel: 1, 3 or 5.
    package let kernel: Int
    /// 1 or 2.
    package let stride: Int
    package let padding: Padding
    package let activation: Activation
    /// Each channel has a kernel of its own (`inputs == outputs`).
    package let isDepthwise: Bool

    package init(
        inputs: Int, outputs: Int, kernel: Int, stride: Int, padding: Padding,
        activation: Activation, isDepthwise: Bool
    ) {
        self.inputs = inputs
        self.outputs = outputs
        self.kernel = kernel
        self.stride = stride
        self.padding = padding
        self.activation = activation
        self.isDepthwise = isDepthwise
    }

    /// Columns and rows of the result, or `nil` where the kernel does not fit.
    package func outputSize(columns: Int, rows: Int) -> (columns: Int, rows: Int)? {
        let width = columns + padding.left + padding.right - kernel
        let height = rows + padding.top + padding.bottom - kernel
        guard width >= 0, height >= 0 else { return nil }
        return (width / stride + 1, height / stride + 1)
    }

    package var weightCount: Int { outputs * (isDepthwise ? 1 : inputs) * kernel * kernel }
}
