import Geometry
import JSON
import StudyModel

extension ItemRecord {
    package var json: JSONValue {
        .object([
            "item": .string(source.item),
            "input": .string(source.input),
            "study": .optional(source.study),
            "series": .optional(source.series),
            "instance": .optional(source.instance),
            "frame": .optional(source.frame),
            "series_position": .integer(source.seriesPosition),
            "sop_instance_uid": .optional(source.sopInstanceUID),
            "modality": .optional(modality?.rawValue),
            "status": .string(status.rawValue),
            "reason": reason?.json ?? .null,
            "mask": .optional(files.mask),
            "overlay": .optional(files.overlay),
            "volume_page": .optional(files.volumePage),
            "covariates": covariates.json,
            "columns": .optional(columns),
            "rows": .optional(rows),
            "scale": .array(scale.map(\.json)),
            "flags": .strings(flags.map(\.rawValue)),
            "cine": cine?.json ?? .null,
            "nerves": .array(nerves.map(\.json)),
            "dicom_gap": dicomGap?.json ?? .null,
            "series_pictures": seriesPictures?.json ?? .null,
        ])
    }

    package init(json value: JSONValue) throws(JSONProblem) {
        let json = try JSONObject(value)
        self.init(
            source: try ItemSource(json: json),
            status: try json.required("status", json.word("status", as: ItemStatus.self)))
        modality = try json.word("modality", as: Modality.self)
        if let reason = try json.object("reason") { self.reason = try ItemReason(json: reason) }
        files = ItemFiles(mask: try json.string("mask"), overlay: try json.string("overlay"))
        files.volumePage = try json.string("volume_page")
        covariates = try Covariates(
            json: try json.required("covariates", json.object("covariates")))
        columns = try json.integer("columns")
        rows = try json.integer("rows")
        flags = try json.words("flags", as: QualityFlag.self)
        cine = try json.object("cine").map { cine throws(JSONProblem) in try CinePlace(json: cine) }
        if let gap = try json.object("dicom_gap") { dicomGap = try ItemReason(json: gap) }
        if let pictures = try json.object("series_pictures") {
            seriesPictures = try SeriesPictures(json: pictures)
        }
        for region in try json.objects("scale") {
            scale.append(try RegionScaleRecord(json: region))
        }
        for nerve in try json.objects("nerves") { nerves.append(try NerveRecord(json: nerve)) }
    }
}

extension ItemSource {
    fileprivate init(json: JSONObject) throws(JSONProblem) {
        self.init(
            item: try json.required("item", json.string("item")),
            input: try json.required("input", json.string("input")),
            seriesPosition: try json.required("series_position", json.integer("series_position")))
        study = try json.string("study")
        series = try json.string("series")
        instance = try json.integer("instance")
        frame = try json.integer("frame")
        sopInstanceUID = try json.string("sop_instance_uid")
    }
}

extension ItemReason {
    package var json: JSONValue {
        .object(["code": .string(code), "explanation": .string(explanation)])
    }

    fileprivate init(json: JSONObject) throws(JSONProblem) {
        self.init(
            code: try json.required("code", json.string("code")),
            explanation: try json.required("explanation", json.string("explanation")))
    }
}

extension Covariates {
    package var json: JSONValue {
        .object([
            "manufacturer": .optional(manufacturer),
            "model": .optional(model),
            "probe": .optional(probe),
            "transducer_frequency_mhz": .decimal(
                transducerFrequencyMegahertz, decimals: Self.decimals),
            "frame_time_ms": .decimal(frameTimeMilliseconds, decimals: Self.decimals),
            "position": .optional(position),
            "side": .optional(side?.rawValue),
            "level": .optional(level?.rawValue),
            "sequence": .optional(sequence?.rawValue),
        ])
    }

    fileprivate init(json: JSONObject) throws(JSONProblem) {
        self.init()
        manufacturer = try json.string("manufacturer")
        model = try json.string("model")
        probe = try json.string("probe")
        transducerFrequencyMegahertz = try json.double("transducer_frequency_mhz")
        frameTimeMilliseconds = try json.double("frame_time_ms")
        position = try json.string("position")
        side = try json.word("side")
        level = try json.word("level")
        sequence = try json.word("sequence")
    }
}
