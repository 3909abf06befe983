import CSIMD

/// The instruction set that the kernels run with.
package enum KernelTier: String, Sendable, CaseIterable, Comparable {
    /// Textbook loops in `Double`, for comparison and audit; slow.
    case reference
    /// What every processor of this architecture has.
    case base
    /// x86-64-v3: AVX2 and FMA.
    case v3
    /// x86-64-v4: AVX-512.
    case v4

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    /// The fastest tier that this processor and its operating system support.
    package static let best: KernelTier =
        switch cs_cpu_level() {
        case 4: .v4
        case 3: .v3
        default: .base
        }

    package static let supported = allCases.filter { $0 <= best }

    /// The tier called `name`, or the best one for `auto`.
    package init(named name: String) throws(KernelTierError) {
        if name == "auto" {
            self = .best
            return
        }
        guard let tier = KernelTier(rawValue: name) else { throw .unknown(name) }
        guard tier <= .best else { throw .unsupported(tier, best: .best) }
        self = tier
    }

    private var rank: Int {
        switch self {
        case .reference: 0
        case .base: 1
        case .v3: 2
        case .v4: 3
        }
    }
}

/// Why a kernel tier cannot be used.
package enum KernelTierError: Error, Equatable, CustomStringConvertible {
    case unknown(String)
    case unsupported(KernelTier, best: KernelTier)

    package var description: String {
        switch self {
        case .unknown(let name):
            let names = (["auto"] + KernelTier.allCases.map(\.rawValue)).joined(separator: ", ")
            return "there are no kernels called \"\(name)\"; choose one of \(names)"
        case .unsupported(let tier, let best):
            return "this processor cannot run the \(tier.rawValue) kernels; "
                + "choose \(best.rawValue) or auto"
        }
    }
}
