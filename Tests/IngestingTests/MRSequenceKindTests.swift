import StudyModel
import Testing

@testable import Ingesting

@Suite struct MRSequenceKindTests {
    private static func kind(_ change: (inout MRContrast) -> Void) -> MRSequenceKind {
        var contrast = MRContrast()
        change(&contrast)
        return MRSequenceKind(contrast)
    }

    private static func spinEcho(_ echo: Double, _ repetition: Double) -> (inout MRContrast) -> Void
    {
        {
            $0.echoTime = echo
            $0.repetitionTime = repetition
        }
    }

    @Test("by times")
    func times() {
        #expect(Self.kind(Self.spinEcho(90, 4_000)) == .t2)
        #expect(Self.kind(Self.spinEcho(10, 600)) == .t1)
        #expect(Self.kind(Self.spinEcho(10, 3_000)) == .unknown)
        #expect(Self.kind { _ in } == .unknown)
    }

    @Test("fat suppression by saturation, inversion and Dixon")
    func suppression() {
        let saturated = Self.kind {
            Self.spinEcho(70, 4_000)(&$0)
            $0.scanOptions = ["FS"]
        }
        #expect(saturated == .t2FatSuppressed)
        let inverted = Self.kind {
            Self.spinEcho(50, 5_000)(&$0)
            $0.inversionTime = 210
        }
        #expect(inverted == .stir)
        let water = Self.kind {
            Self.spinEcho(70, 4_000)(&$0)
            $0.imageType = ["WATER"]
        }
        #expect(water == .dixonWater)
        let fluidNulled = Self.kind {
            Self.spinEcho(90, 9_000)(&$0)
            $0.inversionTime = 2_500
        }
        #expect(fluidNulled == .t2)
    }

    @Test("what is no picture of water is unknown, diffusion is itself")
    func others() {
        let fat = Self.kind {
            Self.spinEcho(70, 4_000)(&$0)
            $0.imageType = ["FAT"]
        }
        #expect(fat == .unknown)
        #expect(!fat.showsSignalChange)
        #expect(Self.kind { $0.diffusionBValue = 800 } == .diffusion)
    }
}
