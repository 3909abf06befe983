// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: Swift 6 mode, unsafe code is spelled out, a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
]

/// Kernels are optimised in debug builds too: unoptimised, the compiler emits shared copies of
/// standard library functions with the instructions of one tier, and another tier may then run them.
let optimised: [SwiftSetting] = strict + [.unsafeFlags(["-O"])]
func tier(_ define: String, _ flags: [String]) -> [SwiftSetting] {
    let clang = flags.flatMap { ["-Xcc", $0] }
    return strict + [.define(define), .unsafeFlags(["-O"] + clang)]
}

#if arch(x86_64)
    /// The kernels again, for newer processors; `Kernels` chooses at run time.
    let tiers: [Target] = [
        .target(
            name: "KernelsV3", dependencies: ["CSIMD"],
            swiftSettings: tier("KERNELS_V3", ["-march=x86-64-v3"])),
        .target(
            name: "KernelsV4", dependencies: ["CSIMD"],
            swiftSettings: tier(
                "KERNELS_V4", ["-march=x86-64-v4", "-mprefer-vector-width=512"])),
    ]
#else
    let tiers: [Target] = []
#endif
let tierNames = tiers.map { Target.Dependency.byName(name: $0.name) }

/// The fuzzer of the decoders. libFuzzer brings its main program and instruments what it watches, so
/// it is built on request: scripts/check-fuzzed.
let fuzzers: [Target] =
    Context.environment["NERVE_MEASURE_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "decoder-fuzzer",
            dependencies: ["DICOMFiles", "ImageCodecs", "Ingesting", "JSON"],
            path: "Tests/Support/DecoderFuzzer",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
    ]

let package = Package(
    name: "nerve-measure",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "nerve-measure", targets: ["nerve-measure"])],
    dependencies: [
        // Subcommands, help, completions and usage errors of the command line.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // The logging interface; only the tool writes logs, to standard error.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // The local server of `review`: small, on Swift concurrency, without dependencies of its own.
        .package(url: "https://github.com/swhitty/FlyingFox", .upToNextMinor(from: "0.27.1")),
    ],
    targets: [
        // Values: depend on nothing.
        .target(name: "Geometry", swiftSettings: strict),
        .target(name: "Raster", swiftSettings: strict),
        .target(name: "JSON", swiftSettings: strict),
        // Errors of the file system in words.
        .target(name: "SystemWords", swiftSettings: strict),
        // Masks to outlines and back.
        .target(name: "Tracing", dependencies: ["Geometry", "Raster"], swiftSettings: strict),

        // How well masks and measurements of two readers agree.
        .target(
            name: "Agreement", dependencies: ["Anatomy", "Raster", "Statistics", "Tracing"],
            swiftSettings: strict),

        // SHA-256 by OpenSSL: names of items and studies, provenance.
        .systemLibrary(name: "CCrypto"),
        .target(name: "Digest", dependencies: ["CCrypto"], swiftSettings: strict),

        // Agreement, intervals, quantiles; distributions by Boost.Math, which is headers only.
        .target(name: "CDistributions"),
        .target(name: "Statistics", dependencies: ["CDistributions"], swiftSettings: strict),

        // C: foreign libraries behind plain C headers.
        // libnifti's headers include each other without their folder's name.
        .target(
            name: "CImageCodecs", cSettings: [.unsafeFlags(["-I/usr/include/nifti"])],
            linkerSettings: ["png16", "deflate", "jpeg", "openjp2", "nifti2", "z"].map {
                .linkedLibrary($0)
            }),
        // DCMTK has no usable pkg-config file on Debian 12: its libraries are named.
        .target(
            name: "CDICOM",
            linkerSettings: [
                "dcmnet", "dcmjpls", "dcmtkcharls", "dcmjpeg", "ijg8", "ijg12", "ijg16", "dcmdata",
                "oflog",
                "ofstd", "z",
            ].map { .linkedLibrary($0) }),

        // The settings of malloc.
        .target(name: "CMemory"),

        // Codecs: bytes to planes and back.
        .target(
            name: "ImageCodecs", dependencies: ["CImageCodecs", "Raster"], swiftSettings: strict),

        // SIMD kernels: inline vector operations in C, one Swift source per instruction set.
        .target(name: "CSIMD"),
        .target(
            name: "Kernels", dependencies: ["CSIMD", "Geometry", "Raster"] + tierNames,
            swiftSettings: optimised),

        // Vocabulary: what crosses a stage border.
        .target(name: "Anatomy", swiftSettings: strict),
        .target(
            name: "StudyModel", dependencies: ["Geometry", "Raster", "Anatomy"],
            swiftSettings: strict),

        // Patients over time and against others.
        .target(name: "Cohorts", dependencies: ["Anatomy", "Statistics"], swiftSettings: strict),

        // Engine: a small convolutional network on the kernels; its trained weights in C.
        .target(
            name: "CModels",
            exclude: [
                "mr.safetensors", "mr.model-card.md", "ultrasound.safetensors",
                "ultrasound.model-card.md",
            ]),
        .target(
            name: "Network", dependencies: ["CModels", "Kernels", "Raster"],
            swiftSettings: strict),

        // DICOM files read and written; the only Swift code that sees DCMTK.
        .target(
            name: "DICOMFiles", dependencies: ["CDICOM", "Digest", "Raster"],
            swiftSettings: strict),

        // Stages: no stage imports another.
        .target(
            name: "Ingesting",
            dependencies: [
                "DICOMFiles", "StudyModel", "Anatomy", "Geometry", "Raster", "ImageCodecs", "JSON",
                "SystemWords",
            ],
            swiftSettings: strict),
        .target(
            name: "Calibrating", dependencies: ["Geometry", "Raster", "StudyModel"],
            swiftSettings: strict),
        // Segmenting and Measuring are optimised in debug builds too: tests work whole volumes.
        .target(
            name: "Segmenting",
            dependencies: [
                "StudyModel", "Anatomy", "Geometry", "Raster", "Tracing", "Kernels", "Network",
            ],
            swiftSettings: optimised),

        .target(
            name: "Measuring",
            dependencies: ["Anatomy", "Geometry", "Raster", "StudyModel", "Tracing"],
            swiftSettings: optimised),

        // Engine: flat, and along a nerve, pictures of volumes. Optimised in debug builds too.
        .target(
            name: "Reformatting", dependencies: ["Geometry", "Kernels", "Raster", "StudyModel"],
            swiftSettings: optimised),

        // Synthetic anatomy with exact truth. Optimised in debug builds too: tests render pictures.
        .target(
            name: "Phantoms", dependencies: ["Geometry", "Raster", "Anatomy", "Statistics"],
            swiftSettings: strict + [.unsafeFlags(["-O"])]),

        // Output: what people and programs read. Cairo draws outlines and text.
        .systemLibrary(
            name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
        // HTML, style and script of the page that people look at.
        .target(name: "CPage", exclude: ["Assets"]),
        .target(
            name: "Reporting",
            dependencies: [
                "StudyModel", "Geometry", "Raster", "Anatomy", "Digest", "ImageCodecs", "JSON",
                "CCairo", "CPage", "Agreement", "Cohorts", "Statistics", "Reformatting",
            ],
            swiftSettings: strict),
        // DICOM objects: results of studies, simulated recordings.
        .target(
            name: "Exporting",
            dependencies: [
                "DICOMFiles", "Geometry", "Raster", "Tracing", "Digest", "ImageCodecs", "JSON",
                "Phantoms", "SystemWords", "Anatomy", "StudyModel", "Reporting",
            ],
            swiftSettings: strict),

        // Compose: wires the stages; work items, parallelism, resume.
        .target(
            name: "Pipeline",
            dependencies: [
                "DICOMFiles", "StudyModel", "Geometry", "Raster", "Anatomy", "Digest",
                "ImageCodecs", "JSON",
                "Ingesting", "Calibrating", "Segmenting", "Measuring", "Reporting", "Exporting",
                "Kernels", "Network", "SystemWords", "CMemory", "Reformatting",
            ],
            swiftSettings: strict),

        // Compose: whole readers, data sets and visits against each other.
        .target(
            name: "Research",
            dependencies: [
                "Agreement", "Anatomy", "Cohorts", "DICOMFiles", "Geometry", "ImageCodecs",
                "Ingesting", "JSON", "Pipeline", "Raster", "Reporting", "Statistics", "StudyModel",
                "SystemWords", "Tracing",
            ],
            swiftSettings: strict),

        // Compose: one reader who goes through studies, corrects and judges; and the page for it.
        .target(
            name: "Review",
            dependencies: [
                "Anatomy", "Calibrating", "Digest", "Geometry", "ImageCodecs", "Ingesting", "JSON",
                "Pipeline", "Raster", "Reformatting", "Reporting", "Segmenting", "StudyModel",
            ],
            swiftSettings: strict),
        // HTML, style and script of that page.
        .target(name: "CReview", exclude: ["Assets"]),
        .target(
            name: "ReviewServer",
            dependencies: [
                "Anatomy", "CReview", "Ingesting", "JSON", "Reformatting", "Reporting", "Review",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ],
            swiftSettings: strict),

        // Compose: a storage service that measures what it receives.
        .target(
            name: "Service",
            dependencies: [
                "DICOMFiles", "Digest", "Exporting", "JSON", "Pipeline", "SystemWords",
            ],
            swiftSettings: strict),

        // Tool: subcommands, progress, exit codes; no algorithm.
        .executableTarget(
            name: "nerve-measure",
            dependencies: [
                "Agreement", "Cohorts", "Pipeline", "Research", "StudyModel", "Anatomy",
                "Reporting", "Ingesting", "Calibrating", "Segmenting", "Phantoms", "DICOMFiles",
                "Exporting", "ImageCodecs", "Geometry", "Raster", "JSON",
                "SystemWords", "Review", "ReviewServer", "Service",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),

        // Test support: decodes files as a run does, for the checks with sanitizers.
        .executableTarget(
            name: "decode-probe", dependencies: ["Ingesting"], path: "Tests/Support/DecodeProbe",
            swiftSettings: strict),

        // Test support: writes the page of a large made-up run, for scripts/check-page.
        .executableTarget(
            name: "page-probe",
            dependencies: ["Reporting", "StudyModel", "Geometry", "Raster", "Anatomy"],
            path: "Tests/Support/PageProbe", swiftSettings: strict),
        // Test support: runs the outside judges of scripts/oracles.
        .target(name: "OracleSupport", path: "Tests/Support/OracleSupport", swiftSettings: strict),
        // Test support: labelled volumes with known truth, and what goes wrong with labels.
        .target(
            name: "VolumeSupport",
            dependencies: ["Anatomy", "Geometry", "Phantoms", "Raster", "StudyModel"],
            path: "Tests/Support/VolumeSupport", swiftSettings: strict),

        // Benchmarks; their peers are in scripts/peers.
        .executableTarget(
            name: "NetworkBenchmark", dependencies: ["Kernels", "Network", "Raster"],
            path: "Benchmarks/NetworkBenchmark", swiftSettings: strict),
        // What is measured on MR phantoms against their truth: the table of docs/mr-measuring.md.
        .executableTarget(
            name: "MRMeasuring",
            dependencies: [
                "Anatomy", "JSON", "Measuring", "Phantoms", "Segmenting", "Statistics",
                "StudyModel", "VolumeSupport",
            ],
            path: "Benchmarks/MRMeasuring", swiftSettings: strict),

        // Tests.
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Service", "DICOMFiles", "Digest", "Exporting", "JSON", "Pipeline",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "Pipeline", "Anatomy", "Digest", "Exporting", "Geometry", "ImageCodecs",
                "Ingesting", "Phantoms", "Raster", "Reporting", "StudyModel", "VolumeSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ResearchTests",
            dependencies: [
                "Research", "Agreement", "Cohorts", "DICOMFiles", "Geometry", "ImageCodecs", "JSON",
                "Raster", "Reporting", "Statistics",
            ], swiftSettings: strict),
        .testTarget(
            name: "ReviewTests",
            dependencies: [
                "Review", "Exporting", "Geometry", "ImageCodecs", "JSON", "Phantoms", "Pipeline",
                "Raster", "Reporting", "StudyModel", "VolumeSupport",
            ], swiftSettings: strict),
        .testTarget(
            name: "ReviewServerTests",
            dependencies: [
                "ReviewServer", "Review", "ImageCodecs", "Pipeline", "Raster",
                .product(name: "FlyingFox", package: "FlyingFox"),
            ], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "CalibratingTests",
            dependencies: ["Calibrating", "Geometry", "ImageCodecs", "Raster", "StudyModel"],
            swiftSettings: strict),
        .testTarget(name: "DigestTests", dependencies: ["Digest"], swiftSettings: strict),
        .testTarget(
            name: "SystemWordsTests", dependencies: ["SystemWords"], swiftSettings: strict),
        .testTarget(
            name: "StatisticsTests", dependencies: ["OracleSupport", "Statistics"],
            exclude: ["Expected"],
            swiftSettings: strict),
        .testTarget(
            name: "AgreementTests", dependencies: ["Agreement", "OracleSupport", "Statistics"],
            exclude: ["Expected"], swiftSettings: strict),
        .testTarget(
            name: "CohortsTests", dependencies: ["Anatomy", "Cohorts", "OracleSupport"],
            swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "GeometryTests", dependencies: ["Geometry"], swiftSettings: strict),
        .testTarget(
            name: "MeasuringTests",
            dependencies: [
                "Anatomy", "Geometry", "Measuring", "OracleSupport", "Phantoms", "Raster",
                "Segmenting", "StudyModel", "Tracing", "VolumeSupport",
            ], exclude: ["Expected"], swiftSettings: strict),
        .testTarget(
            name: "ExportingTests",
            dependencies: [
                "DICOMFiles", "Exporting", "Ingesting", "Phantoms", "ImageCodecs", "Geometry",
                "Raster", "Tracing", "Anatomy", "Digest", "StudyModel", "Reporting", "JSON",
                "OracleSupport",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PhantomsTests",
            dependencies: ["Phantoms", "Anatomy", "Geometry", "Raster", "Tracing"],
            swiftSettings: strict),
        .testTarget(
            name: "KernelTests", dependencies: ["Geometry", "Kernels", "Raster"],
            swiftSettings: strict),
        .testTarget(
            name: "NetworkTests", dependencies: ["Kernels", "Network", "Raster"],
            exclude: ["Fixtures"], swiftSettings: strict),
        .testTarget(name: "RasterTests", dependencies: ["Raster"], swiftSettings: strict),
        .testTarget(
            name: "SegmentingTests",
            dependencies: [
                "Segmenting", "StudyModel", "Geometry", "Raster", "Tracing", "ImageCodecs",
                "Kernels", "Network", "Anatomy", "Phantoms", "VolumeSupport",
            ], exclude: ["Oracles"], swiftSettings: strict),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "StudyModel", "Geometry", "Raster", "Anatomy", "ImageCodecs", "JSON",
                "Ingesting", "Agreement", "Cohorts", "OracleSupport", "Reformatting",
            ], exclude: ["Contract", "Goldens"], swiftSettings: strict),
        .testTarget(
            name: "ReformattingTests",
            dependencies: ["Geometry", "Raster", "Reformatting", "StudyModel"],
            swiftSettings: strict),
        .testTarget(
            name: "TracingTests", dependencies: ["Geometry", "Raster", "Tracing"],
            swiftSettings: strict),
        .testTarget(
            name: "ImageCodecsTests", dependencies: ["ImageCodecs", "OracleSupport", "Raster"],
            exclude: ["Expected"],
            swiftSettings: strict),
        .testTarget(
            name: "IngestingTests",
            dependencies: ["Ingesting", "StudyModel", "ImageCodecs", "Geometry", "Raster"],
            swiftSettings: strict),
    ] + tiers + fuzzers,
    cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17
)
