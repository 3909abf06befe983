import Foundation
import Testing

/// The package's own sources, read as text: which target may see which, and where unsafe code lives.
@Suite struct LayerTests {
    /// Targets from the bottom up; a target imports only targets of lower layers.
    static let layers: [[String]] = [
        [
            "CCrypto", "CImageCodecs", "CDICOM", "CSIMD", "CModels", "CCairo", "CMemory", "CPage",
            "CDistributions", "CReview",
        ],
        ["Geometry", "Raster", "JSON", "Digest", "SystemWords", "Statistics"],
        ["Anatomy", "Tracing", "KernelsV3", "KernelsV4"],
        ["StudyModel", "Kernels", "ImageCodecs", "DICOMFiles", "Agreement", "Cohorts"],
        ["Network", "Reformatting"],
        ["Ingesting", "Calibrating", "Segmenting", "Measuring", "Phantoms"],
        ["Reporting"],
        ["Exporting"],
        ["Pipeline"],
        ["Research", "Service"],
        ["Review"],
        ["ReviewServer"],
        ["nerve-measure"],
    ]

    /// Folders whose Swift files may contain the word `unsafe`.
    static let unsafeFolders: Set<String> = [
        "Digest", "DICOMFiles", "ImageCodecs", "Kernels", "KernelsV3", "KernelsV4",
    ]
    /// Single files elsewhere that wrap a C handle or raw storage.
    static let unsafeFiles: Set<String> = [
        "Reporting/Overlay/Canvas.swift", "Network/EmbeddedModel.swift",
        "Reporting/Page/PageAssets.swift", "Pipeline/PartialFile.swift",
        "Ingesting/Scanning/FileStatus.swift",
        "Statistics/Distributions.swift", "ReviewServer/ReviewAssets.swift",
        "Review/ReviewSession.swift", "Review/ThreadExecutor.swift",
    ]

    @Test("the sources are found")
    func found() { #expect(PackageSources.files.count > 10) }

    @Test("imports point down only", arguments: PackageSources.files)
    func imports(file: SourceFile) throws {
        let home = try #require(Self.layer(of: file.target), "\(file.target) has no layer")
        for module in file.importedModules {
            guard let layer = Self.layer(of: module) else { continue }
            #expect(
                layer < home, "\(file.path) imports \(module), which is not below \(file.target)")
        }
    }

    @Test("unsafe code stays in its places", arguments: PackageSources.files)
    func unsafeCode(file: SourceFile) {
        guard !Self.unsafeFolders.contains(file.target), !Self.unsafeFiles.contains(file.path)
        else { return }
        #expect(!file.usesUnsafe, "\(file.path) is not on the list of files with unsafe code")
    }

    @Test("a C target is imported by its wrapper alone", arguments: PackageSources.files)
    func cImports(file: SourceFile) {
        let wrappers: [String: Set<String>] = [
            "CCrypto": ["Digest"], "CImageCodecs": ["ImageCodecs"],
            "CDICOM": ["DICOMFiles"],
            "CSIMD": ["Kernels", "KernelsV3", "KernelsV4"], "CModels": ["Network"],
            "CCairo": ["Reporting"], "CMemory": ["Pipeline"], "CPage": ["Reporting"],
            "CDistributions": ["Statistics"], "CReview": ["ReviewServer"],
        ]
        for module in file.importedModules {
            guard let allowed = wrappers[module] else { continue }
            #expect(allowed.contains(file.target), "\(file.path) imports \(module)")
        }
    }

    @Test("no file is over 400 lines", arguments: PackageSources.files)
    func fileSize(file: SourceFile) {
        #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
    }

    private static func layer(of module: String) -> Int? {
        layers.firstIndex { $0.contains(module) }
    }
}
