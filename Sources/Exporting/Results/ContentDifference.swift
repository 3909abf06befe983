import DICOMFiles

extension ContentItem {
    /// The first thing that `found` says otherwise, in a word; its children included.
    func difference(from found: DICOMFile.Item) -> String? {
        guard found.text(.relationship) == relationship.rawValue,
            found.code(.conceptName) == name, says(found)
        else { return name?.meaning ?? "an item" }
        let others = found.items(.content)
        guard others.count == children.count else {
            return "the number of items of \(name?.meaning ?? "an item")"
        }
        for (child, other) in zip(children, others) {
            if let difference = child.difference(from: other) { return difference }
        }
        return nil
    }

    private func says(_ found: DICOMFile.Item) -> Bool {
        switch value {
        case .container: true
        case .code(let code): found.code(.conceptCode) == code
        // Longer texts are read so far.
        case .text(let text): found.text(.textValue) == String(text.prefix(1024))
        case .identifier(let uid): found.text(.identifierValue) == uid
        case .number(let value, let unit):
            found.measurement == Measurement(value: value, unit: unit)
        case .image(let reference): found.item(.referencedObjects, at: 0)?.has(reference) == true
        case .polyline(let points):
            found.numbers(.graphicData, limit: points.count + 1).map(Float.init)
                == points.map(Float.init)
        }
    }
}

extension DICOMFile.Item {
    /// Texts and numbers of a reference.
    fileprivate func has(_ reference: [DICOMElement]) -> Bool {
        reference.allSatisfy { element in
            let attribute = DICOMAttribute("", element.tag.group, element.tag.element)
            switch element.value {
            case .text(let text): return self.text(attribute) == text
            case .numbers(let numbers):
                return self.numbers(attribute, limit: numbers.count + 1) == numbers
            case .tags, .bytes, .pixels, .sequence: return false
            }
        }
    }
}
