import DICOMFiles

/// A node of a structured report (PS3.3 §C.17.3).
struct ContentItem {
    enum Relationship: String {
        case contains = "CONTAINS"
        case observationContext = "HAS OBS CONTEXT"
        case acquisitionContext = "HAS ACQ CONTEXT"
        case conceptModifier = "HAS CONCEPT MOD"
        case properties = "HAS PROPERTIES"
        case selectedFrom = "SELECTED FROM"
        case inferredFrom = "INFERRED FROM"
    }

    enum Value {
        /// Template of PS3.16, where the container begins one.
        case container(template: String?)
        case code(Code)
        case text(String)
        case identifier(String)
        case number(Double, unit: Code)
        /// The attributes that refer to an instance and its frame.
        case image([DICOMElement])
        /// Columns and rows by turns; (0, 0) is the corner of the first pixel.
        case polyline([Double])
    }

    let relationship: Relationship
    let name: Code?
    let value: Value
    var children: [ContentItem] = []

    init(
        _ relationship: Relationship, _ name: Code?, _ value: Value, _ children: [ContentItem] = []
    ) {
        self.relationship = relationship
        self.name = name
        self.value = value
        self.children = children
    }

    /// The item's attributes, those of its children included.
    var elements: [DICOMElement] {
        [.text(0x0040, 0xA010, relationship.rawValue)] + elementsOfRoot
    }

    /// The root of a document stands in no relationship.
    var elementsOfRoot: [DICOMElement] {
        var elements = valueElements
        if let name { elements.append(name.sequence(0x0040, 0xA043)) }
        if !children.isEmpty {
            elements.append(DICOMElement(0x0040, 0xA730, .sequence(children.map(\.elements))))
        }
        return elements
    }

    private var valueElements: [DICOMElement] {
        func typed(_ type: String, _ elements: [DICOMElement]) -> [DICOMElement] {
            [.text(0x0040, 0xA040, type)] + elements
        }
        switch value {
        case .container(let template):
            return typed("CONTAINER", Self.container(template))
        case .code(let code): return typed("CODE", [code.sequence(0x0040, 0xA168)])
        case .text(let text): return typed("TEXT", [.text(0x0040, 0xA160, text)])
        case .identifier(let uid): return typed("UIDREF", [.text(0x0040, 0xA124, uid)])
        case .number(let value, let unit):
            let measured = [
                DICOMElement.number(0x0040, 0xA30A, value), unit.sequence(0x0040, 0x08EA),
            ]
            return typed("NUM", [DICOMElement(0x0040, 0xA300, .sequence([measured]))])
        case .image(let reference):
            return typed("IMAGE", [DICOMElement(0x0008, 0x1199, .sequence([reference]))])
        case .polyline(let points):
            return typed(
                "SCOORD",
                [
                    .text(0x0070, 0x0023, "POLYLINE"),
                    DICOMElement(0x0070, 0x0022, .numbers(points)),
                ])
        }
    }

    private static func container(_ template: String?) -> [DICOMElement] {
        let separate = DICOMElement.text(0x0040, 0xA050, "SEPARATE")
        guard let template else { return [separate] }
        let identification: [DICOMElement] = [
            .text(0x0008, 0x0105, "DCMR"), .text(0x0040, 0xDB00, template),
        ]
        return [separate, DICOMElement(0x0040, 0xA504, .sequence([identification]))]
    }
}
