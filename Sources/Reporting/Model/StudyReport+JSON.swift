import JSON

extension StudyReport {
    /// The content of `report.json`.
    package var json: JSONValue {
        .object([
            "schema_version": .string(Self.schemaVersion),
            "notice": .string(Self.notice),
            "study": .string(study),
            "study_instance_uid": .optional(studyInstanceUID),
            "run": run.json,
            "items": .array(items.map(\.json)),
            "tracks": .array(tracks.map(\.json)),
            "volumes": .array(volumes.map(\.json)),
            "dicom_objects": dicomObjects.map { .array($0.map(\.json)) } ?? .null,
            "validation": .array(validation.map(\.json)),
            "not_assessed": .strings(Self.notAssessed),
        ])
    }
}

extension RunRecord {
    package var json: JSONValue {
        .object([
            "tool": .string(Self.tool),
            "tool_version": .string(toolVersion),
            "kernel_tier": .string(kernelTier),
            "models": .array(models.map(\.json)),
            "seeds_sha256": .optional(seedsSHA256),
            "parameters": .object(parameters.mapValues(JSONValue.string)),
        ])
    }
}

extension RunRecord {
    package init(json: JSONObject) throws(JSONProblem) {
        var models: [ModelRecord] = []
        for model in try json.objects("models") { models.append(try ModelRecord(json: model)) }
        var parameters: [String: String] = [:]
        if case .object(let members)? = json.value("parameters") {
            for case (let key, .string(let text)) in members { parameters[key] = text }
        }
        self.init(
            toolVersion: try json.required("tool_version", json.string("tool_version")),
            kernelTier: try json.required("kernel_tier", json.string("kernel_tier")),
            models: models, seedsSHA256: try json.string("seeds_sha256"), parameters: parameters)
    }
}

extension ModelRecord {
    fileprivate init(json: JSONObject) throws(JSONProblem) {
        self.init(
            name: try json.required("name", json.string("name")),
            sha256: try json.required("sha256", json.string("sha256")),
            convention: try json.required(
                "outline_convention", json.string("outline_convention")))
    }

    fileprivate var json: JSONValue {
        .object([
            "name": .string(name), "sha256": .string(sha256),
            "outline_convention": .string(convention),
        ])
    }
}

extension ValidationStatement {
    fileprivate var json: JSONValue {
        .object([
            "output": .string(output), "proven_on": .string(basis.rawValue),
            "remark": .string(remark),
        ])
    }
}

extension TrackRecord {
    fileprivate var json: JSONValue {
        .object([
            "series": .string(series),
            "rank": .integer(rank),
            "length_unit": .string(inMillimetres ? "mm" : "{pixels}"),
            "displacement_relative_to": .string(reference.rawValue),
            "plot": .optional(plot),
            "points": .array(points.map(\.json)),
        ])
    }
}

extension TrackRecord.Point {
    fileprivate var json: JSONValue {
        func decimal(_ value: Double?) -> JSONValue {
            .decimal(value, decimals: TrackRecord.decimals)
        }
        return .object([
            "frame": .integer(frame),
            "time_ms": decimal(timeMilliseconds),
            "gap": .boolean(isGap),
            "area": decimal(area),
            "flattening_ratio": .decimal(flatteningRatio, decimals: 3),
            "displacement_columns": decimal(acrossColumns),
            "displacement_rows": decimal(acrossRows),
        ])
    }
}
