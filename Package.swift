// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target: Swift 6 mode, unsafe code is spelled out, a warning is an error.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
]

let package = Package(
    name: "nerve-measure",
    platforms: [.macOS(.v15)],
    dependencies: [],
    targets: [
        // Values: depend on nothing.
        .target(name: "Geometry", swiftSettings: strict),
        .target(name: "Raster", swiftSettings: strict),

        // Vocabulary: what crosses a stage border.
        .target(name: "Anatomy", swiftSettings: strict),
        .target(
            name: "StudyModel", dependencies: ["Geometry", "Raster", "Anatomy"],
            swiftSettings: strict),

        // Tests.
        .testTarget(name: "GeometryTests", dependencies: ["Geometry"], swiftSettings: strict),
        .testTarget(name: "RasterTests", dependencies: ["Raster"], swiftSettings: strict),
    ],
    cLanguageStandard: .c17,
    cxxLanguageStandard: .cxx17
)
