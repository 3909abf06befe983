import ImageCodecs
import JSON

/// Pictures of a whole MR series, relative to the output folder; `nil` for what could not be drawn.
package struct SeriesPictures: Hashable, Sendable {
    /// A picture of a series.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Area, signal and flattening along both nerves.
        case profile, profilePicture = "profile_picture"
        /// Slices with their outlines.
        case montage
        /// Flat pictures with the paths drawn in.
        case coronal, sagittal
        /// Both nerves laid straight.
        case straightened

        /// After the name of the series' first item.
        package var ending: String {
            switch self {
            case .profile: ".profile.svg"
            case .profilePicture: ".profile.png"
            case .montage, .coronal, .sagittal, .straightened: ".\(rawValue).png"
            }
        }

        package var meaning: String {
            switch self {
            case .profile: "plot of area, signal and flattening along both nerves"
            case .profilePicture: "the same plot as PNG"
            case .montage: "slices of the series with outlines, side, levels and area"
            case .coronal: "coronal reformat with the paths of the nerves"
            case .sagittal: "sagittal reformat of each side with the path of its nerve"
            case .straightened: "curved planar reformats: both nerves laid straight"
            }
        }
    }

    package private(set) var files: [Kind: String] = [:]

    package init() {}

    package subscript(kind: Kind) -> String? {
        get { files[kind] }
        set { files[kind] = newValue }
    }

    package var all: [String] { Kind.allCases.compactMap { files[$0] } }
}

extension SeriesPictures {
    package var json: JSONValue {
        .object(
            Kind.allCases.reduce(into: [:]) { $0[$1.rawValue] = .optional(files[$1]) })
    }

    init(json: JSONObject) throws(JSONProblem) {
        for kind in Kind.allCases { files[kind] = try json.string(kind.rawValue) }
    }

    static let schema = SchemaParts.object(
        Kind.allCases.reduce(into: [:]) {
            $0[$1.rawValue] = SchemaParts.nullable(SchemaParts.text)
        })
}

extension Table where Row == ItemRecord {
    /// Of slices of an MR series that was measured.
    static var seriesPictures: [Column<ItemRecord>] {
        SeriesPictures.Kind.allCases.map { kind in
            Column(
                kind.rawValue, "\(kind.meaning) of the slice's MR series, relative to this folder"
            ) {
                .optional($0.seriesPictures?[kind])
            }
        }
    }
}
