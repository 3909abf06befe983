import DICOMFiles

extension DICOMFile.Item {
    /// Where an attribute of a frame may stand, first place first: the frame's own functional groups
    /// (PS3.3 §C.7.6.16), those that all frames share, the data set itself. `frame` counts from 1.
    func places(ofFrame frame: Int) -> [DICOMFile.Item] {
        let groups = [item(.perFrameGroups, at: frame - 1), item(.sharedGroups, at: 0)]
        return groups.compactMap(\.self).flatMap { [$0] + $0.children } + [self]
    }
}

extension [DICOMFile.Item] {
    /// The first place that states the attribute.
    func first(stating attribute: DICOMAttribute) -> DICOMFile.Item? {
        first { $0.valueCount(attribute) > 0 }
    }

    func text(_ attribute: DICOMAttribute) -> String? {
        first(stating: attribute)?.text(attribute)
    }

    /// At most eight values; none when absent.
    func texts(_ attribute: DICOMAttribute) -> [String] {
        guard let place = first(stating: attribute) else { return [] }
        return (0..<Swift.min(place.valueCount(attribute), 8)).compactMap {
            place.text(attribute, at: $0)
        }
    }

    /// `nil` when absent or no finite number.
    func number(_ attribute: DICOMAttribute) -> Double? {
        guard case .value(let value) = first(stating: attribute)?.number(attribute),
            value.isFinite
        else { return nil }
        return value
    }
}
