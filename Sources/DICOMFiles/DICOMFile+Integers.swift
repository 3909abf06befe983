extension DICOMFile.Item {
    /// A whole number within `range`. Absent: `otherwise`, or an error without it.
    package func integer(
        _ attribute: DICOMAttribute, in range: ClosedRange<Int>, otherwise: Int? = nil
    ) throws(DICOMProblem) -> Int {
        switch number(attribute) {
        case .value(let value):
            guard let integer = Int(exactly: value), range.contains(integer) else {
                let found = Int(exactly: value).map(String.init) ?? "\(value)"
                throw .invalidAttribute(attribute, found: found, allowed: words(range))
            }
            return integer
        case .absent:
            guard let otherwise else { throw .missingAttribute(attribute) }
            return otherwise
        case .malformed:
            let found = String((text(attribute) ?? "").prefix(40))
            throw .invalidAttribute(attribute, found: "\"\(found)\"", allowed: words(range))
        }
    }

    private func words(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
    }
}
