import Kernels
import Testing

@Suite struct KernelTierTests {
    @Test("auto is the best supported tier; each supported tier can be named")
    func named() throws {
        #expect(try KernelTier(named: "auto") == .best)
        for tier in KernelTier.supported {
            #expect(try KernelTier(named: tier.rawValue) == tier)
        }
    }

    @Test("an unknown name is refused, and the message lists the known ones")
    func unknown() throws {
        let error = #expect(throws: KernelTierError.unknown("avx9")) {
            try KernelTier(named: "avx9")
        }
        let message = try #require(error).description
        #expect(message.contains("auto, reference, base, v3, v4"))
    }

    @Test("a tier beyond the processor is refused with the best one it has")
    func unsupported() {
        for tier in KernelTier.allCases where tier > .best {
            #expect(throws: KernelTierError.unsupported(tier, best: .best)) {
                try KernelTier(named: tier.rawValue)
            }
        }
        #expect(
            KernelTierError.unsupported(.v4, best: .v3).description.contains("v3 or auto"))
    }
}
