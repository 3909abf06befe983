import JSON

/// Where a frame stands in a cine through which one nerve was followed.
package struct CinePlace: Hashable, Sendable {
    /// From the first frame; `nil` when the file does not say.
    package var timeMilliseconds: Double?
    /// Rank of the followed nerve among those of the frame; `nil` in a gap.
    package var followedRank: Int?
    /// From the first frame in which the nerve is seen, towards higher columns; `nil` in a gap.
    package var acrossColumns: Double?
    /// Towards higher rows, that is, deeper.
    package var acrossRows: Double?
    /// Whether displacements are millimetres; otherwise they are pixels.
    package var inMillimetres: Bool
    /// Path of the plot, relative to the output folder.
    package var plot: String?

    /// - Parameter point: of `track`, in the frame.
    package init(_ point: TrackRecord.Point, of track: TrackRecord, rank: Int?) {
        timeMilliseconds = point.timeMilliseconds
        followedRank = rank
        acrossColumns = point.acrossColumns
        acrossRows = point.acrossRows
        inMillimetres = track.inMillimetres
        plot = track.plot
    }
}

extension CinePlace {
    package var json: JSONValue {
        .object([
            "time_ms": .decimal(timeMilliseconds, decimals: TrackRecord.decimals),
            "followed_rank": .optional(followedRank),
            "displacement_columns": .decimal(acrossColumns, decimals: TrackRecord.decimals),
            "displacement_rows": .decimal(acrossRows, decimals: TrackRecord.decimals),
            "length_unit": .string(inMillimetres ? "mm" : "{pixels}"),
            "plot": .optional(plot),
        ])
    }

    package init(json: JSONObject) throws(JSONProblem) {
        timeMilliseconds = try json.double("time_ms")
        followedRank = try json.integer("followed_rank")
        acrossColumns = try json.double("displacement_columns")
        acrossRows = try json.double("displacement_rows")
        inMillimetres = try json.string("length_unit") == "mm"
        plot = try json.string("plot")
    }

    static let schema = SchemaParts.object([
        "time_ms": SchemaParts.nullable(SchemaParts.number),
        "followed_rank": SchemaParts.nullable(SchemaParts.integer(from: 1)),
        "displacement_columns": SchemaParts.nullable(SchemaParts.number),
        "displacement_rows": SchemaParts.nullable(SchemaParts.number),
        "length_unit": SchemaParts.words(["mm", "{pixels}"]),
        "plot": SchemaParts.nullable(SchemaParts.text),
    ])
}
